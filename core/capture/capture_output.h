// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/capture_format.h"
#include "metrics/packed_bytes.h"

#include <QFile>

#include <array>

namespace fanlight {

// A .fanlight file that is being written: records gather in a block of their lane, which goes to
// the file when it is large, or with flush(). What is in the file is whole at any moment, also when
// this process is killed. One thread.
class CaptureOutput {
public:
    static constexpr qsizetype BlockBytes = 512 << 10; // raw, at which it is written

    // `mostBytes`: of the whole file, with its index.
    CaptureOutput(const QString& path, qint64 mostBytes);
    ~CaptureOutput(); // closes, without an index where finish() was not called
    CaptureOutput(const CaptureOutput&) = delete;
    CaptureOutput& operator=(const CaptureOutput&) = delete;

    // A new file, for its owner only, in place of what has its name. Empty, or why not.
    QString begin(const QByteArray& headerJson);
    // `isKey`: what came before in the lane is not needed to read on from here. False: it is larger
    // than may be, or the file takes no more.
    bool put(capture_format::Kind kind, qint64 timeMs, const QByteArray& bytes,
        std::uint32_t weight = 0, bool isKey = false);
    void flush(); // writes what has gathered
    void finish(); // … and the index
    bool takesMore() const { return m_file.isOpen() && m_problem.isEmpty(); }
    qint64 bytes() const { return m_bytes; } // in the file
    // Why it takes no more, one sentence; empty: it does. What is in the file can be read.
    const QString& problem() const { return m_problem; }

private:
    struct Gathered {
        capture_format::Block block;
        PackedBytes raw;
    };
    void flush(Gathered& gathered);
    bool write(const QByteArray& bytes);
    qint64 roomForEnd() const; // bytes the index will take, at most

    QFile m_file;
    const qint64 m_mostBytes;
    qint64 m_bytes = 0;
    std::array<Gathered, capture_format::LaneCount> m_lanes;
    std::vector<capture_format::Block> m_blocks; // written
    QString m_problem;
};

} // namespace fanlight
