"""Pictures for tests, drawn here: bytes of PNG, GIF and JPEG files."""

import struct
import zlib


def chunk(kind, data):
    return (struct.pack(">I", len(data)) + kind + data +
            struct.pack(">I", zlib.crc32(kind + data)))


def png(width, height, pixel, alpha=False, level=1):
    """pixel(x, y) -> (r, g, b) or (r, g, b, a)."""
    rows = b"".join(
        b"\0" + bytes(v for x in range(width) for v in pixel(x, y))
        for y in range(height))
    return png_of(width, height, zlib.compress(rows, level),
                  6 if alpha else 2)


def png_of(width, height, data, colour=2):
    """A PNG whose head says this size, whatever the data holds."""
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) +
            chunk(b"IDAT", data) + chunk(b"IEND", b""))


def photograph(x, y):
    """No two neighbours alike, as in a photograph: it does not compress."""
    n = (x * 7919 + y * 104729) * 2654435761 >> 7
    return ((x // 5 + n) & 255, (y // 4 + (n >> 3)) & 255, (x + y + n) & 255)


def chart(x, y):
    return (0, 0, 0) if x % 40 == 0 or y % 40 == 0 else (255, 255, 255)


def wide_photograph(width, height):
    """A large one, soon made: rows of a few kinds."""
    rows = [bytes(v for x in range(width) for v in photograph(x, y))
            for y in range(16)]
    data = b"".join(b"\0" + rows[(y * 7) % 16] for y in range(height))
    return png_of(width, height, zlib.compress(data, 1))


def size_of(data):
    """(kind, width, height) of a PNG or JPEG."""
    if data.startswith(b"\x89PNG"):
        return ("png", *struct.unpack(">II", data[16:24]))
    assert data.startswith(b"\xff\xd8"), data[:20]
    at = 2
    while True:
        marker, size = struct.unpack(">HH", data[at:at + 4])
        if 0xFFC0 <= marker <= 0xFFCF and marker not in (0xFFC4, 0xFFC8,
                                                         0xFFCC):
            height, width = struct.unpack(">HH", data[at + 5:at + 9])
            return ("jpeg", width, height)
        at += 2 + size


def exif(orientation, order=b"II"):
    e = "<" if order == b"II" else ">"
    tiff = (order + struct.pack(e + "HI", 42, 8) + struct.pack(e + "H", 1) +
            struct.pack(e + "HHIHHI", 0x0112, 3, 1, orientation, 0, 0))
    data = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data


def turned(jpeg, orientation, order=b"II"):
    """The JPEG with an Exif segment that says how the camera was held."""
    return jpeg[:2] + exif(orientation, order) + jpeg[2:]


def gif(width, height, frames=1):
    """Frames of one colour each, in uncompressed codes."""
    out = b"GIF89a" + struct.pack("<HHBBB", width, height, 0xF0, 0, 0)
    out += b"\xff\x00\x00\x00\x00\xff"
    for frame in range(frames):
        out += b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0)
        codes, bits, n = 0, 0, 0
        data = bytearray()
        for i in range(width * height + 1):
            # a clear code before each pixel keeps the codes 3 bits wide
            for code in ((4, frame % 2) if i < width * height else (5,)):
                codes |= code << bits
                bits += 3
                while bits >= 8:
                    data.append(codes & 255)
                    codes >>= 8
                    bits -= 8
        data.append(codes & 255)
        out += b"\x02"
        for n in range(0, len(data), 255):
            part = bytes(data[n:n + 255])
            out += bytes([len(part)]) + part
        out += b"\0"
    return out + b"\x3b"
