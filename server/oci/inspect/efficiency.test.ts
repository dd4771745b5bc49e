import { afterAll, describe, expect, it } from "vitest";
import { diveEfficiency } from "./efficiency.ts";
import { dir, file, gone, link, type Member, opaque, openTestImages } from "./testImages.ts";

const images = openTestImages();
afterAll(images.close);

const efficiencyOf = (...layers: Member[][]) => diveEfficiency(images.image(layers));

describe("dive's efficiency", () => {
  it("is 1 if no path is there twice, and for an image without bytes", () => {
    expect(efficiencyOf([file("a", "1")], [file("b", "22")])).toMatchObject({ efficiency: 1, wastedBytes: 0 });
    expect(efficiencyOf([dir("a")])).toMatchObject({ efficiency: 1, userWastedPercent: null });
  });

  it("counts all copies of a path as wasted, the shown one too, and the smallest as needed", () => {
    expect(efficiencyOf([file("a", "1234"), file("b", "12")], [file("a", "123456")])).toEqual({
      efficiency: 6 / 12,
      wastedBytes: 10,
      userBytes: 6,
      userWastedPercent: 10 / 6,
      total: 1,
      items: [{ path: "/a", bytes: 10, copies: 2 }],
    });
  });

  it("counts a deleted file as wasted", () => {
    expect(efficiencyOf([file("d/a", "1234"), file("d/b", "1234")], [gone("d/a")])).toMatchObject({
      efficiency: 0.5,
      wastedBytes: 4,
    });
  });

  it("misses the files of a deleted folder, and counts the folder as needed", () => {
    expect(efficiencyOf([dir("d"), file("d/a", "1234")], [gone("d")])).toMatchObject({ efficiency: 1, wastedBytes: 0 });
  });

  it("finds a folder that is deleted twice", () => {
    const below = [dir("d"), file("d/a", "12")];
    expect(efficiencyOf(below, [gone("d")], below, [gone("d")])).toMatchObject({
      items: [
        { path: "/d", bytes: 4, copies: 2 },
        { path: "/d/a", bytes: 4, copies: 2 },
      ],
    });
  });

  it("does not know opaque folders, and takes hard links for empty files", () => {
    const below = [dir("d"), file("d/a", "12"), link("d/b", "d/a")];
    expect(efficiencyOf(below, [opaque("d"), file("d/b", "345")])).toMatchObject({
      efficiency: 2 / 5,
      items: [{ path: "/d/b", bytes: 3, copies: 2 }],
    });
  });

  it("stops in a layer at a whiteout of nothing", () => {
    expect(efficiencyOf([file("z", "123")], [gone("nothing"), file("z", "123")])).toMatchObject({ wastedBytes: 0 });
  });
});
