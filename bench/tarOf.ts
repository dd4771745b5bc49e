import { contentPieces, contentSize, type FileContent } from "./fileContent.ts";

/** A plain ustar archive of files, in pieces: all that `POST /api/contexts` needs. Names of up to 100 bytes. */
export function* tarOf(files: Record<string, FileContent>): Generator<Uint8Array<ArrayBuffer>> {
  for (const [name, content] of Object.entries(files)) {
    const size = contentSize(content);
    yield header(name, size);
    yield* contentPieces(content);
    yield new Uint8Array((512 - (size % 512)) % 512);
  }
  yield new Uint8Array(1024);
}

function header(name: string, size: number): Uint8Array<ArrayBuffer> {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100);
  block.write("0000644\0", 100);
  block.write("0000000\0", 108);
  block.write("0000000\0", 116);
  block.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  block.write("14000000000\0", 136);
  block.write("        ", 148);
  block.write("0", 156);
  block.write("ustar\u000000", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return new Uint8Array(block);
}
