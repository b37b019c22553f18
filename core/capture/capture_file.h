// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/capture_format.h"
#include "capture/payload_mask.h"

#include <QIODevice>
#include <QString>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace fanlight {

// What stands at the head of a capture. A plain value; texts are as the file has them, none longer
// than MostText.
struct CaptureHead {
    static constexpr qsizetype MostText = 1000; // characters
    QString madeBy; // "Fanlight 0.2.0"
    QString url; // of the hub
    QString instance;
    qint64 startedAtMs = 0; // UTC
    CapturedPayload payload = CapturedPayload::Kept;
    bool otherUsers = false;
    QByteArray toJson() const;
    static std::optional<CaptureHead> fromJson(const QByteArray& json);
};

// A .fanlight file that is read, of anybody's making: nothing in it is believed before it is
// looked at. One thread at a time.
class CaptureFile {
public:
    static constexpr qint64 CheckedBytes = 256LL
        << 20; // a file up to this is read whole on opening

    explicit CaptureFile(qint64 checkedBytes = CheckedBytes)
        : m_checkedBytes(checkedBytes)
    {
    }

    // Empty: it is open; else why not, in a sentence. The device must be random access, and open.
    QString open(const QString& path);
    QString open(std::unique_ptr<QIODevice> device);

    const CaptureHead& head() const { return m_head; }
    // A sentence where the file ends before it was finished; empty: it is whole.
    const QString& notice() const { return m_notice; }
    qint64 fromMs() const { return m_fromMs; } // UTC, of the first record that was seen live
    qint64 toMs() const { return m_toMs; }
    qint64 bytes() const { return m_bytes; }
    const std::vector<capture_format::Block>& blocksOf(capture_format::Lane lane) const
    {
        return m_lanes[std::size_t(lane)];
    }
    // The records of a block, until the next call; null: it is damaged.
    struct Opened {
        QByteArray raw;
        std::vector<capture_format::Record> records;
    };
    std::shared_ptr<const Opened> read(const capture_format::Block& block);

private:
    QString readHead();
    std::optional<std::vector<capture_format::Block>> readIndex();
    QString scan(std::vector<capture_format::Block>& blocks);
    QString check(const std::vector<capture_format::Block>& blocks);
    std::optional<QByteArray> bytesAt(qint64 offset, qint64 size);
    static QString damagedText(qint64 offset);

    const qint64 m_checkedBytes;
    std::unique_ptr<QIODevice> m_device;
    CaptureHead m_head;
    QString m_notice;
    qint64 m_firstBlock = 0; // offset
    qint64 m_fromMs = 0;
    qint64 m_toMs = 0;
    qint64 m_bytes = 0;
    std::array<std::vector<capture_format::Block>, capture_format::LaneCount> m_lanes;
};

// Goes through the records of one lane in their order, from block to block. One thread; the file
// must outlive it.
class CaptureCursor {
public:
    CaptureCursor(CaptureFile& file, capture_format::Lane lane)
        : m_file(&file)
        , m_lane(lane)
    {
    }
    // To where who begins to read knows all that was so at that time: the last key block before it,
    // or the block since which at least so many records by weight were written.
    void goToKey(qint64 timeMs);
    void goBack(qint64 timeMs, std::uint64_t weight);
    // The next record that is not after the time; none: there is none, or the file is damaged.
    // Looks into bytes that are valid until the next call.
    std::optional<capture_format::Record> next(qint64 timeMs);
    bool isDamaged() const { return m_isDamaged; }

private:
    std::size_t blocksUpTo(qint64 timeMs) const; // that begin at that time, or before
    void goTo(std::size_t block);

    CaptureFile* m_file;
    capture_format::Lane m_lane;
    std::size_t m_block = 0;
    std::size_t m_record = 0; // of the block
    std::shared_ptr<const CaptureFile::Opened> m_opened; // m_block's; null: not yet
    bool m_isDamaged = false;
};

} // namespace fanlight
