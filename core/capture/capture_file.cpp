// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_file.h"

#include "metrics/packed_bytes.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using capture_format::Block;
using capture_format::Lane;
using capture_format::Record;

namespace {

struct CaptureFileText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::CaptureFile)
};

constexpr qint64 FixedHeader = 20; // bytes before the JSON of the header

std::string_view lookInto(const QByteArray& bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

} // namespace

QByteArray CaptureHead::toJson() const
{
    return QJsonDocument(
        QJsonObject{{u"madeBy"_s, madeBy}, {u"url"_s, url}, {u"instance"_s, instance},
            {u"startedAt"_s, startedAtMs}, {u"payloads"_s, capturedPayloadName(payload)},
            {u"otherUsers"_s, otherUsers}})
        .toJson(QJsonDocument::Compact);
}

std::optional<CaptureHead> CaptureHead::fromJson(const QByteArray& json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return std::nullopt;
    const auto text
        = [&document](QStringView name) { return document[name].toString().left(MostText); };
    CaptureHead head;
    head.madeBy = text(u"madeBy");
    head.url = text(u"url");
    head.instance = text(u"instance");
    head.startedAtMs = document[u"startedAt"].toInteger();
    head.otherUsers = document[u"otherUsers"].toBool();
    if (!parseCapturedPayload(text(u"payloads"), &head.payload))
        return std::nullopt;
    return head;
}

QString CaptureFile::damagedText(qint64 offset)
{
    return CaptureFileText::tr("The file is damaged at byte %1; ask for it once more.")
        .arg(QLocale().toString(offset));
}

QString CaptureFile::open(const QString& path)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        return CaptureFileText::tr("%1 cannot be read: %2.").arg(path, file->errorString());
    if (file->isSequential())
        return CaptureFileText::tr("%1 is no file.").arg(path);
    return open(std::move(file));
}

QString CaptureFile::open(std::unique_ptr<QIODevice> device)
{
    m_device = std::move(device);
    m_bytes = m_device->size();
    if (QString error = readHead(); !error.isEmpty())
        return error;
    std::optional<std::vector<Block>> blocks = readIndex();
    if (blocks) {
        if (QString error = check(*blocks); !error.isEmpty())
            return error;
    } else {
        blocks.emplace();
        if (QString error = scan(*blocks); !error.isEmpty())
            return error;
    }
    m_fromMs = m_toMs = m_head.startedAtMs;
    for (const Block& block : *blocks) {
        std::vector<Block>& lane = m_lanes[std::size_t(block.lane)];
        if (!lane.empty() && block.firstMs < lane.back().lastMs)
            return damagedText(block.offset);
        lane.push_back(block);
        m_toMs = std::max(m_toMs, block.lastMs);
    }
    return {};
}

QString CaptureFile::readHead()
{
    QString foreign
        = CaptureFileText::tr("This is no capture of Fanlight; choose a .fanlight file.");
    const std::optional<QByteArray> fixed = bytesAt(0, std::min(FixedHeader, m_bytes));
    if (!fixed || !lookInto(*fixed).starts_with(capture_format::Magic))
        return foreign;
    if (fixed->size() < FixedHeader)
        return CaptureFileText::tr("The file ends before anything was captured.");
    const std::uint32_t version = capture_format::get32(lookInto(*fixed), 8);
    if (version != capture_format::Version)
        return CaptureFileText::tr(
            "A newer Fanlight wrote this capture (form %1; this one reads form %2): update "
            "Fanlight to open it.")
            .arg(version)
            .arg(capture_format::Version);
    const std::uint32_t size = capture_format::get32(lookInto(*fixed), 12);
    if (size > capture_format::MostHeader)
        return damagedText(12);
    const std::optional<QByteArray> json = bytesAt(FixedHeader, size);
    if (!json)
        return CaptureFileText::tr("The file ends before anything was captured.");
    if (capture_format::crcOf(lookInto(*json)) != capture_format::get32(lookInto(*fixed), 16))
        return damagedText(FixedHeader);
    const std::optional<CaptureHead> head = CaptureHead::fromJson(*json);
    if (!head)
        return damagedText(FixedHeader);
    m_head = *head;
    m_firstBlock = FixedHeader + size;
    return {};
}

std::optional<QByteArray> CaptureFile::bytesAt(qint64 offset, qint64 size)
{
    if (offset < 0 || size < 0 || offset > m_bytes - size || !m_device->seek(offset))
        return std::nullopt;
    QByteArray bytes = m_device->read(size);
    return bytes.size() == size ? std::optional(std::move(bytes)) : std::nullopt;
}

// None: the file was not finished, or its end is damaged.
std::optional<std::vector<Block>> CaptureFile::readIndex()
{
    const auto trailerSize = qint64(capture_format::TrailerBytes);
    const std::optional<QByteArray> trailer = bytesAt(m_bytes - trailerSize, trailerSize);
    if (!trailer || !lookInto(*trailer).ends_with(capture_format::Magic))
        return std::nullopt;
    const auto offset = qint64(capture_format::get64(lookInto(*trailer), 0));
    const std::optional<QByteArray> headBytes = bytesAt(offset, qint64(capture_format::BlockHead));
    const auto head = headBytes ? capture_format::decodeHead(lookInto(*headBytes)) : std::nullopt;
    if (!head || head->lane != Lane::Index)
        return std::nullopt;
    const std::optional<QByteArray> packed
        = bytesAt(offset + qint64(capture_format::BlockHead), head->compressedBytes);
    if (!packed || !capture_format::hasRightCrc(*head, lookInto(*packed)))
        return std::nullopt;
    const std::optional<QByteArray> raw = capture_format::inflate(*head, lookInto(*packed));
    return raw ? capture_format::decodeIndex(lookInto(*raw), offset) : std::nullopt;
}

// All that an index tells of a file that is not too large to be read for it.
QString CaptureFile::check(const std::vector<Block>& blocks)
{
    if (m_bytes > m_checkedBytes)
        return {}; // each block is looked at when it is read
    for (const Block& block : blocks) {
        const auto bytes
            = bytesAt(block.offset, qint64(capture_format::BlockHead) + block.compressedBytes);
        if (!bytes)
            return damagedText(block.offset);
        const std::string_view all = lookInto(*bytes);
        const auto head = capture_format::decodeHead(all);
        if (!head || head->crc != block.crc
            || !capture_format::hasRightCrc(*head, all.substr(capture_format::BlockHead)))
            return damagedText(block.offset);
    }
    return {};
}

// Block by block, as long as they are whole. A block that is wrong with whole ones behind it was
// damaged; without, the file was cut there.
QString CaptureFile::scan(std::vector<Block>& blocks)
{
    qint64 at = m_firstBlock;
    while (blocks.size() < capture_format::MostBlocks) {
        const auto headBytes = bytesAt(at, qint64(capture_format::BlockHead));
        if (!headBytes)
            break;
        auto block = capture_format::decodeHead(lookInto(*headBytes));
        if (!block && headBytes->count('\0') == headBytes->size())
            break; // what a file system leaves behind the last write that came through
        if (!block)
            return damagedText(at);
        block->offset = at;
        if (block->lane == Lane::Index)
            break; // the end, of which a part is missing
        const auto packed = bytesAt(at + qint64(capture_format::BlockHead), block->compressedBytes);
        if (!packed)
            break;
        if (!capture_format::hasRightCrc(*block, lookInto(*packed)))
            return damagedText(at);
        at = block->end();
        blocks.push_back(*block);
    }
    m_notice = blocks.empty()
        ? CaptureFileText::tr("The file ends before anything was captured.")
        : CaptureFileText::tr("The capture was not finished: it is shown up to where it ends.");
    return blocks.empty() ? m_notice : QString();
}

std::shared_ptr<const CaptureFile::Opened> CaptureFile::read(const Block& block)
{
    const auto packed
        = bytesAt(block.offset + qint64(capture_format::BlockHead), block.compressedBytes);
    if (!packed || !capture_format::hasRightCrc(block, lookInto(*packed)))
        return nullptr;
    std::optional<QByteArray> raw = capture_format::inflate(block, lookInto(*packed));
    if (!raw)
        return nullptr;
    auto opened = std::make_shared<Opened>();
    opened->raw = std::move(*raw);
    std::optional<std::vector<Record>> records = capture_format::recordsOf(block, opened->raw);
    if (!records)
        return nullptr;
    opened->records = std::move(*records);
    return opened;
}

std::size_t CaptureCursor::blocksUpTo(qint64 timeMs) const
{
    const std::vector<Block>& blocks = m_file->blocksOf(m_lane);
    const auto end = std::upper_bound(blocks.begin(), blocks.end(), timeMs,
        [](qint64 time, const Block& block) { return time < block.firstMs; });
    return std::size_t(end - blocks.begin());
}

void CaptureCursor::goTo(std::size_t block)
{
    m_block = block;
    m_record = 0;
    m_opened = nullptr;
}

void CaptureCursor::goToKey(qint64 timeMs)
{
    const std::vector<Block>& blocks = m_file->blocksOf(m_lane);
    std::size_t block = blocksUpTo(timeMs);
    while (block > 0 && !blocks[--block].isKey) { }
    goTo(block);
}

void CaptureCursor::goBack(qint64 timeMs, std::uint64_t weight)
{
    const std::vector<Block>& blocks = m_file->blocksOf(m_lane);
    std::size_t block = blocksUpTo(timeMs);
    // The last one counts for nothing: of it any part may be after the time.
    if (block > 0)
        --block;
    for (std::uint64_t sum = 0; block > 0 && sum < weight;)
        sum += blocks[--block].weight;
    goTo(block);
}

std::optional<Record> CaptureCursor::next(qint64 timeMs)
{
    const std::vector<Block>& blocks = m_file->blocksOf(m_lane);
    for (; m_block < blocks.size() && !m_isDamaged; goTo(m_block + 1)) {
        if (blocks[m_block].firstMs > timeMs)
            return std::nullopt;
        if (!m_opened) {
            m_opened = m_file->read(blocks[m_block]);
            m_isDamaged = !m_opened;
            if (m_isDamaged)
                return std::nullopt;
        }
        if (m_record == m_opened->records.size())
            continue;
        const Record& record = m_opened->records[m_record];
        if (record.timeMs > timeMs)
            return std::nullopt;
        ++m_record;
        return record;
    }
    return std::nullopt;
}

} // namespace fanlight
