// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_format.h"

#include "metrics/packed_bytes.h"

#include <zlib.h>

#include <algorithm>

namespace fanlight::capture_format {
namespace {

constexpr std::uint32_t BlockMark = 0x4b4c4246; // "FBLK"
constexpr std::size_t CrcAt = BlockHead - 4;
constexpr std::uint8_t KeyFlag = 1;
constexpr qint64 MostTimeMs = 1LL << 53; // UTC

QByteArray headOf(const Block& block)
{
    QByteArray head;
    head.reserve(BlockHead);
    put32(head, BlockMark);
    head.append(char(block.lane));
    head.append(char(block.isKey ? KeyFlag : 0));
    head.append(2, '\0');
    put32(head, block.records);
    put32(head, block.weight);
    put64(head, std::uint64_t(block.firstMs));
    put64(head, std::uint64_t(block.lastMs));
    put32(head, block.rawBytes);
    put32(head, block.compressedBytes);
    return head;
}

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

} // namespace

Lane laneOf(Kind kind)
{
    switch (kind) {
    case Kind::Sample:
    case Kind::Series:
        return Lane::Figures;
    case Kind::Message:
    case Kind::MessageFigures:
    case Kind::Trace:
        return Lane::Messages;
    case Kind::Closed:
        return Lane::Closed;
    case Kind::AllRows:
    case Kind::ChangedRows:
        return Lane::Rows;
    case Kind::LogLine:
    case Kind::Audit:
        return Lane::Words;
    case Kind::Marker:
        return Lane::Marks;
    case Kind::Status:
    case Kind::Options:
    case Kind::Faults:
    case Kind::FaultHappened:
    case Kind::Receipt:
    case Kind::Redis:
    case Kind::Instances:
    case Kind::Sources:
    case Kind::Watched:
    case Kind::Tap:
    case Kind::Gap:
    case Kind::Left:
        return Lane::State;
    }
    return Lane::Index;
}

void put32(QByteArray& to, std::uint32_t value)
{
    for (int i = 0; i < 4; ++i, value >>= 8)
        to.append(char(value & 0xff));
}

void put64(QByteArray& to, std::uint64_t value)
{
    for (int i = 0; i < 8; ++i, value >>= 8)
        to.append(char(value & 0xff));
}

std::uint32_t get32(std::string_view from, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(from[at + i]);
    return value;
}

std::uint64_t get64(std::string_view from, std::size_t at)
{
    return get32(from, at) | std::uint64_t(get32(from, at + 4)) << 32;
}

std::uint32_t crcOf(std::string_view bytes, std::uint32_t before)
{
    return std::uint32_t(
        crc32_z(before, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

QByteArray encodeBlock(Block& block, const QByteArray& raw, int level)
{
    uLongf size = compressBound(uLong(raw.size()));
    QByteArray compressed(qsizetype(size), Qt::Uninitialized);
    if (compress2(reinterpret_cast<Bytef*>(compressed.data()), &size,
            reinterpret_cast<const Bytef*>(raw.constData()), uLong(raw.size()), level)
        != Z_OK)
        return {};
    compressed.truncate(qsizetype(size));
    block.rawBytes = std::uint32_t(raw.size());
    block.compressedBytes = std::uint32_t(size);
    QByteArray bytes = headOf(block);
    block.crc = crcOf(viewOf(compressed), crcOf(viewOf(bytes)));
    put32(bytes, block.crc);
    return bytes + compressed;
}

std::optional<Block> decodeHead(std::string_view head)
{
    if (head.size() < BlockHead || get32(head, 0) != BlockMark)
        return std::nullopt;
    Block block;
    const auto lane = static_cast<std::uint8_t>(head[4]);
    block.lane = Lane(lane);
    block.isKey = (static_cast<unsigned char>(head[5]) & KeyFlag) != 0;
    block.records = get32(head, 8);
    block.weight = get32(head, 12);
    block.firstMs = qint64(get64(head, 16));
    block.lastMs = qint64(get64(head, 24));
    block.rawBytes = get32(head, 32);
    block.compressedBytes = get32(head, 36);
    block.crc = get32(head, CrcAt);
    const bool isIndex = block.lane == Lane::Index;
    if (lane > std::uint8_t(Lane::Index) || block.firstMs < 0 || block.lastMs > MostTimeMs
        || block.firstMs > block.lastMs || block.rawBytes > (isIndex ? MostIndexRaw : MostRaw)
        || block.compressedBytes > (isIndex ? MostIndexRaw : MostCompressed)
        || block.weight > block.records || block.records > block.rawBytes
        || head.substr(0, CrcAt) != viewOf(headOf(block))) // what is not used is nothing
        return std::nullopt;
    return block;
}

bool hasRightCrc(const Block& block, std::string_view compressed)
{
    return compressed.size() == block.compressedBytes
        && crcOf(compressed, crcOf(viewOf(headOf(block)))) == block.crc;
}

std::optional<QByteArray> inflate(const Block& block, std::string_view compressed)
{
    QByteArray raw(qsizetype(block.rawBytes), Qt::Uninitialized);
    uLongf size = block.rawBytes;
    uLong used = uLong(compressed.size());
    Bytef nothing = 0; // zlib wants a place, also for nothing
    auto* const to = raw.isEmpty() ? &nothing : reinterpret_cast<Bytef*>(raw.data());
    if (uncompress2(to, &size, reinterpret_cast<const Bytef*>(compressed.data()), &used) != Z_OK
        || size != block.rawBytes || used != compressed.size())
        return std::nullopt;
    return raw;
}

std::optional<std::vector<Record>> recordsOf(const Block& block, const QByteArray& raw)
{
    std::vector<Record> records;
    records.reserve(block.records);
    PackedReader reader(viewOf(raw));
    qint64 beforeMs = block.firstMs;
    while (reader.isGood() && !reader.atEnd()) {
        Record record;
        record.kind = Kind(reader.number(255));
        record.timeMs = block.firstMs + qint64(reader.number(MostTimeMs));
        record.bytes = reader.text(MostRecord);
        if (record.timeMs < beforeMs || record.timeMs > block.lastMs)
            return std::nullopt;
        beforeMs = record.timeMs;
        records.push_back(record);
    }
    if (!reader.isGood() || records.size() != block.records)
        return std::nullopt;
    return records;
}

QByteArray encodeHeader(const QByteArray& json)
{
    QByteArray header(Magic.data(), qsizetype(Magic.size()));
    put32(header, Version);
    put32(header, std::uint32_t(json.size()));
    put32(header, crcOf(viewOf(json)));
    return header + json;
}

QByteArray encodeIndex(const std::vector<Block>& blocks)
{
    PackedBytes bytes;
    bytes.number(blocks.size());
    qint64 endBefore = 0;
    for (const Block& block : blocks) {
        bytes.number(std::uint64_t(block.lane) << 1 | std::uint64_t(block.isKey));
        bytes.number(std::uint64_t(block.offset - endBefore));
        bytes.number(block.records);
        bytes.number(block.weight);
        bytes.number(std::uint64_t(block.firstMs));
        bytes.number(std::uint64_t(block.lastMs - block.firstMs));
        bytes.number(block.rawBytes);
        bytes.number(block.compressedBytes);
        bytes.number(block.crc);
        endBefore = block.end();
    }
    return bytes.take();
}

std::optional<std::vector<Block>> decodeIndex(std::string_view raw, qint64 fileBytes)
{
    PackedReader reader(raw);
    const std::uint64_t count = reader.number(MostBlocks);
    if (count > raw.size()) // each takes several bytes
        return std::nullopt;
    std::vector<Block> blocks;
    blocks.reserve(count);
    qint64 endBefore = 0;
    for (std::uint64_t i = 0; i < count && reader.isGood(); ++i) {
        Block block;
        const std::uint64_t lane = reader.number(2 * std::uint64_t(Lane::Index) - 1);
        block.lane = Lane(lane >> 1);
        block.isKey = (lane & 1) != 0;
        block.offset = endBefore + qint64(reader.number(std::uint64_t(fileBytes)));
        block.records = std::uint32_t(reader.number(MostRaw));
        block.weight = std::uint32_t(reader.number(block.records));
        block.firstMs = qint64(reader.number(MostTimeMs));
        block.lastMs = block.firstMs + qint64(reader.number(MostTimeMs));
        block.rawBytes = std::uint32_t(reader.number(MostRaw));
        block.compressedBytes = std::uint32_t(reader.number(MostCompressed));
        block.crc = std::uint32_t(reader.number(0xffffffff));
        endBefore = block.end();
        if (endBefore > fileBytes)
            return std::nullopt;
        blocks.push_back(block);
    }
    if (!reader.isGood() || !reader.atEnd())
        return std::nullopt;
    return blocks;
}

QByteArray encodeTrailer(qint64 indexOffset)
{
    QByteArray trailer;
    put64(trailer, std::uint64_t(indexOffset));
    trailer.append(Magic.data(), qsizetype(Magic.size()));
    return trailer;
}

} // namespace fanlight::capture_format
