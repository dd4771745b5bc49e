import { describe, expect, it } from "vitest";
import { contentKind, pictureType } from "./contentKind.ts";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const kind = (text: string, isWhole = true) => contentKind(bytes(text), isWhole);

describe("the kind of a file", () => {
  it("is a picture by its first bytes, whatever its name is", () => {
    expect(pictureType(bytes("\x89PNG\r\n\x1a\n..."))).toBe("image/png");
    expect(pictureType(bytes("\xff\xd8\xff\xe0"))).toBe("image/jpeg");
    expect(pictureType(bytes("GIF89a"))).toBe("image/gif");
    expect(pictureType(bytes("RIFF....WEBPVP8"))).toBe("image/webp");
    expect(pictureType(bytes('<?xml version="1.0"?>\n<!-- a -->\n<svg xmlns="x">'))).toBe("image/svg+xml");
    expect(kind("<svg>")).toBe("picture");
  });

  it("is text if it is UTF-8 without NUL", () => {
    expect(kind("#!/bin/sh\n")).toBe("text");
    expect(kind("<html><svg></svg></html>")).toBe("text");
    expect(kind("\x7fELF\0\0")).toBe("hex");
    expect(kind("gr\xfcn")).toBe("hex");
  });

  it("is text although its last character is cut, but not if the file ends there", () => {
    expect(kind("gr\xc3", false)).toBe("text");
    expect(kind("gr\xc3", true)).toBe("hex");
  });
});
