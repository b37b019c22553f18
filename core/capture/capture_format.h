// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace fanlight {

// A .fanlight file: a header, blocks, and at its end an index of them. All numbers are little
// endian.
//
//   header   magic (8), version (4), length (4) and CRC-32 (4) of a JSON object, the object
//   block    mark (4), lane (1), flags (1), 0 (2), records (4), weight (4), first and last time (8
//            each), length raw (4) and compressed (4), CRC-32 (4) of all that and of the bytes, the
//            bytes: zlib (RFC 1950)
//   raw      for each record its kind, its time after the block's first, its length, its bytes; the
//            numbers as PackedBytes has them
//   end      a block of the lane Index, then its offset (8) and the magic again (8)
//
// A block is whole or it is not there: a file that was cut is read up to its last whole block.
namespace capture_format {

constexpr std::string_view Magic{"\x89"
                                 "FANCAP\n",
    8};
constexpr std::uint32_t Version = 1; // others are not read
constexpr std::size_t MostHeader = 64 << 10; // bytes of its JSON
constexpr std::size_t BlockHead = 44; // bytes
constexpr std::size_t TrailerBytes = 16;
constexpr std::size_t MostRaw = 40 << 20; // bytes of a block
constexpr std::size_t MostCompressed = MostRaw + (64 << 10);
constexpr std::size_t MostRecord = 32 << 20; // bytes
constexpr std::size_t MostBlocks = 4'000'000; // of a file
constexpr std::size_t MostIndexRaw = 256 << 20; // bytes

// What belongs together and is read alone.
enum class Lane : std::uint8_t { Figures, Messages, Closed, Rows, Words, State, Marks, Index };
constexpr std::size_t LaneCount = 7; // without the index

enum class Kind : std::uint8_t {
    Sample = 1,
    Series, // all the window had measured before
    Message,
    MessageFigures,
    Trace,
    Closed,
    AllRows, // a snapshot whole
    ChangedRows, // … as it differs from the one before
    LogLine,
    Audit,
    Marker,
    Status,
    Options,
    Faults,
    FaultHappened,
    Receipt,
    Redis,
    Instances,
    Sources,
    Watched,
    Tap,
    Gap,
    Left, // what found no room in the file
};
Lane laneOf(Kind kind); // Index: of a later version

struct Block {
    Lane lane = Lane::Index;
    bool isKey = false; // what came before is not needed to read on from here
    std::uint32_t records = 0;
    std::uint32_t weight = 0; // of these, such as are kept one by one: messages, lines, streams
    qint64 firstMs = 0; // UTC
    qint64 lastMs = 0;
    std::uint32_t rawBytes = 0;
    std::uint32_t compressedBytes = 0;
    std::uint32_t crc = 0;
    qint64 offset = 0; // of its head in the file
    qint64 end() const { return offset + qint64(BlockHead) + compressedBytes; }
};

struct Record {
    Kind kind = Kind::Sample;
    qint64 timeMs = 0; // when it was seen
    std::string_view bytes;
};

// The head and the bytes of a block, ready to be written; `block` is told the lengths and the CRC.
QByteArray encodeBlock(Block& block, const QByteArray& raw, int level);
// From its first BlockHead bytes; none: it is no block, or out of bounds.
std::optional<Block> decodeHead(std::string_view head);
bool hasRightCrc(const Block& block, std::string_view compressed);
// Exactly block.rawBytes, or nothing.
std::optional<QByteArray> inflate(const Block& block, std::string_view compressed);
// All of a block's records, in order, looking into `raw`; none: they are not well formed.
std::optional<std::vector<Record>> recordsOf(const Block& block, const QByteArray& raw);

QByteArray encodeHeader(const QByteArray& json);
QByteArray encodeIndex(const std::vector<Block>& blocks); // raw, for a block
// None: not well formed, or it does not fit a file of so many bytes.
std::optional<std::vector<Block>> decodeIndex(std::string_view raw, qint64 fileBytes);
QByteArray encodeTrailer(qint64 indexOffset);

void put32(QByteArray& to, std::uint32_t value);
void put64(QByteArray& to, std::uint64_t value);
std::uint32_t get32(std::string_view from, std::size_t at);
std::uint64_t get64(std::string_view from, std::size_t at);
std::uint32_t crcOf(std::string_view bytes, std::uint32_t before = 0);

} // namespace capture_format

} // namespace fanlight
