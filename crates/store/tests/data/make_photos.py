# Makes the photos of tests/blobs_media.rs. Run once by hand with Pillow 13.0.0: python3 make_photos.py
# Each holds a place (36.5025 N, 12.25 E, datum WGS-84), a body serial number, a maker's model, a comment, an XMP packet
# with the same place, a thumbnail (JPEG) and orientation 6. The pixels are a plain gradient of 16 x 12.
import io, struct
from PIL import Image, PngImagePlugin

picture = Image.new("RGB", (16, 12))
picture.putdata([(x * 16, y * 20, (x * y) % 256) for y in range(12) for x in range(16)])

exif = Image.Exif()
exif[0x0112] = 6
exif[0x010F] = "MAKER-OF-CAMERAS"
exif[0x0110] = "MODEL-77"
ifd = exif.get_ifd(0x8769)
ifd[0x9003] = "2026:03:04 05:06:07"
ifd[0x9011] = "+02:00"
ifd[0xA431] = "SERIAL-123456"
gps = exif.get_ifd(0x8825)
gps[1], gps[2] = "N", (36.0, 30.0, 9.0)
gps[3], gps[4] = "E", (12.0, 15.0, 0.0)
gps[0x12] = "WGS-84"
raw = exif.tobytes()
raw = raw if raw.startswith(b"Exif\0\0") else b"Exif\0\0" + raw
tiff = raw[6:]

# A thumbnail as IFD1, appended by hand: Pillow writes none.
assert tiff[:4] == b"MM\0*" or tiff[:4] == b"II*\0"
e = ">" if tiff[:2] == b"MM" else "<"
small = io.BytesIO(); picture.resize((4, 3)).save(small, "JPEG"); small = small.getvalue()
first = struct.unpack(e + "I", tiff[4:8])[0]
count = struct.unpack(e + "H", tiff[first:first + 2])[0]
link = first + 2 + 12 * count
tiff = tiff + b"\0" * (len(tiff) % 2)
at = len(tiff)
ifd1 = struct.pack(e + "H", 2)
ifd1 += struct.pack(e + "HHII", 0x0201, 4, 1, at + 2 + 24 + 4)
ifd1 += struct.pack(e + "HHII", 0x0202, 4, 1, len(small))
ifd1 += struct.pack(e + "I", 0)
tiff = tiff[:link] + struct.pack(e + "I", at) + tiff[link + 4:] + ifd1 + small
raw = b"Exif\0\0" + tiff

xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="36,30.15N" exif:GPSLongitude="12,15.0E"/></rdf:RDF></x:xmpmeta>'
for name, progressive in (("baseline.jpg", False), ("progressive.jpg", True)):
    picture.save(name, "JPEG", quality=90, exif=raw, xmp=xmp, comment=b"COMMENT-PLACE 36.5025", progressive=progressive)
info = PngImagePlugin.PngInfo()
info.add_text("Comment", "COMMENT-PLACE 36.5025")
info.add_itxt("XML:com.adobe.xmp", xmp.decode())
picture.save("photo.png", exif=raw, pnginfo=info)
picture.save("photo.webp", "WEBP", quality=90, exif=raw, xmp=xmp)
picture.save("lossless.webp", "WEBP", lossless=True, exif=raw, xmp=xmp)
