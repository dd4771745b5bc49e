/** 256 words that are easily read aloud, typed, and told apart: each stands for 8 random bits. */
export const PLAIN_WORDS: readonly string[] = `
  acorn amber anchor apple apron arrow aspen atlas attic autumn badge baker bamboo banana banner barrel basket
  beacon berry bicycle birch biscuit blanket blossom bottle bramble breeze brick bridge bronze brook bubble
  bucket buffalo butter button cabin cactus camel candle canoe canyon carbon carpet carrot castle cedar celery
  cherry chestnut chimney cinema circle citrus clover cobalt coconut comet compass copper coral corner cotton
  cradle crayon cricket crystal curtain daisy dancer desert diamond dinner dolphin donkey dragon drawer drummer
  eagle easel echo elbow ember engine envelope fabric falcon feather fiddle finger flannel flute forest fossil
  fountain galaxy garden garlic ginger glacier goblet granite grape gravel guitar hammer harbor harvest hazel
  helmet heron hickory honey horizon iceberg island ivory jacket jasmine jelly jigsaw jungle juniper kayak
  kettle kitchen kitten ladder lagoon lantern lavender lemon lentil lily linen lizard lobster locket lotus
  magnet maple marble market meadow melon meteor mirror mitten mosaic mountain museum mustard napkin nectar
  needle nettle nickel noodle nutmeg oasis ocean olive onion orange orbit orchard otter oyster paddle palace
  panda paper parade parrot pasture peach peanut pebble pelican pencil pepper picnic pigeon pillow pilot planet
  plum pocket pony poplar poppy potato prairie pumpkin puzzle quarry quartz quilt rabbit radish rainbow raisin
  raven ribbon river robin rocket rosemary ruby saddle saffron salmon sandal sapphire satchel scarf season
  shadow shelter shovel silver sparrow spider spinach spruce stadium summer sunset table tailor teapot temple
  thunder tiger timber tomato tower trumpet tulip tunnel turtle umbrella valley vanilla velvet violet violin
  wagon walnut water whistle willow window winter yellow zebra
`
  .trim()
  .split(/\s+/);
