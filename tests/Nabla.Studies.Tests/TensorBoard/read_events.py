"""Prints what files of TensorBoard events hold, as JSON: read_events.py DIRECTORY. Checks every length and sum; knows of the format what is published."""
import json
import os
import struct
import sys

TABLE = []
for value in range(256):
    for _ in range(8):
        value = value >> 1 ^ (0x82F63B78 if value & 1 else 0)
    TABLE.append(value)


def masked_crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ TABLE[(crc ^ byte) & 255]
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def records(data):
    at = 0
    while at < len(data):
        length, length_crc = struct.unpack_from("<QI", data, at)
        assert length_crc == masked_crc32c(data[at:at + 8]), f"sum of the length at {at}"
        record = data[at + 12:at + 12 + length]
        (crc,) = struct.unpack_from("<I", data, at + 12 + length)
        assert crc == masked_crc32c(record), f"sum of the data at {at}"
        yield record
        at += 16 + length


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        shift += 7
        at += 1
        if data[at - 1] < 128:
            return value, at


def fields(data):
    """The fields of a message by number, each a list of values."""
    found, at = {}, 0
    while at < len(data):
        key, at = varint(data, at)
        if key & 7 == 0:
            value, at = varint(data, at)
        elif key & 7 == 1:
            value, at = struct.unpack_from("<d", data, at)[0], at + 8
        elif key & 7 == 2:
            length, at = varint(data, at)
            value, at = data[at:at + length], at + length
        else:
            assert key & 7 == 5, key
            value, at = struct.unpack_from("<f", data, at)[0], at + 4
        found.setdefault(key >> 3, []).append(value)
    assert at == len(data)
    return found


def packed(data):
    return list(struct.unpack(f"<{len(data) // 8}d", data))


def event(data):
    message = fields(data)
    result = {"time": message[1][0], "step": message.get(2, [0])[0]}
    if 3 in message:
        result["version"] = message[3][0].decode()
    if 7 in message:
        result["session"] = fields(message[7][0])[1][0]
    for summary in message.get(5, []):
        for value in fields(summary)[1]:
            value = fields(value)
            result["tag"] = value[1][0].decode()
            if 2 in value:
                result["value"] = value[2][0]
            if 5 in value:
                histogram = fields(value[5][0])
                names = {1: "min", 2: "max", 3: "num", 4: "sum", 5: "sumSquares"}
                result["histogram"] = {name: histogram[number][0] for number, name in names.items()}
                result["histogram"].update(limits=packed(histogram[6][0]), counts=packed(histogram[7][0]))
    return result


files = {}
for name in sorted(os.listdir(sys.argv[1])):
    if "tfevents" in name:
        with open(os.path.join(sys.argv[1], name), "rb") as file:
            files[name] = [event(record) for record in records(file.read())]
print(json.dumps(files))
