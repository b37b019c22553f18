// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/capture_output.h"
#include "capture/capture_records.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace fanlight {

class AuditLog;
class LogRing;

// What is wished of a capture. A plain value.
struct CaptureWish {
    static constexpr qint64 LeastBytes = 1 << 20; // of mostBytes
    static constexpr qint64 DefaultBytes = 2LL << 30;
    static constexpr qint64 MostBytes = 1LL << 40;
    QString path;
    CapturedPayload payload = CapturedPayload::Kept;
    bool otherUsers = false; // users go by other names in the file
    qint64 mostBytes = DefaultBytes;
};

// How a capture stands. A plain value.
struct CaptureProgress {
    qint64 bytes = 0; // in the file
    quint64 messages = 0;
    quint64 left = 0; // messages, lines, streams, figures that were not written
    bool isOver = false;
    QString problem; // why it ended by itself, one sentence; empty: it did not
};

// Where records of a capture are made: in the writer's thread, where it may take its time.
class CaptureSink {
public:
    CaptureSink(CaptureOutput& output, const CaptureWish& wish)
        : m_output(output)
        , m_wish(wish)
    {
    }
    CapturedPayload payload() const { return m_wish.payload; }
    Pseudonyms* others() { return m_wish.otherUsers ? &m_others : nullptr; }

    void put(capture_format::Kind kind, qint64 timeMs, const QByteArray& bytes,
        std::uint32_t weight = 0, bool isKey = false);
    // One of which only the newest counts: it is told again now and then, so that who begins to
    // read in the middle has it.
    void putState(capture_format::Kind kind, qint64 timeMs, const QJsonObject& json);
    void putRows(qint64 timeMs, const ConnectionSnapshot& snapshot);
    void putMessage(qint64 timeMs, const MessageRecord& message);
    void addLeft(quint64 count) { m_left += count; }
    quint64 messages() const { return m_messages; }
    quint64 left() const { return m_left; }

private:
    static constexpr qint64 KeyMs = 60'000; // after which all is told again

    CaptureOutput& m_output;
    const CaptureWish& m_wish;
    Pseudonyms m_others;
    CapturedRows m_rows;
    qint64 m_rowsKeyMs = 0;
    qint64 m_stateKeyMs = 0;
    std::map<capture_format::Kind, QByteArray> m_state;
    quint64 m_messages = 0;
    quint64 m_left = 0;
};

// Writes a capture in a thread of its own: what it is handed, and what messages, closed streams,
// log and audit gather, which it pulls itself four times a second. What is handed waits in a
// bounded queue; what finds no room is counted. Its owner is one thread; messages and so on must
// outlive it.
class CaptureWriter {
public:
    static constexpr std::size_t MostWaiting = 4096;
    static constexpr std::chrono::milliseconds PullInterval{250};
    static constexpr std::chrono::milliseconds FlushInterval{1000}; // at most so much is lost

    struct Logs { // each may be null
        MessageLog* messages = nullptr;
        const ClosedConnections* closed = nullptr;
        const LogRing* log = nullptr;
        const AuditLog* audit = nullptr;
    };
    using Piece = std::function<void(CaptureSink&)>;

    CaptureWriter(CaptureWish wish, const Logs& logs);
    ~CaptureWriter(); // as end()
    CaptureWriter(const CaptureWriter&) = delete;
    CaptureWriter& operator=(const CaptureWriter&) = delete;

    // Empty: it runs; else why not.
    QString begin(const QByteArray& headerJson);
    void put(Piece piece); // never waits
    void end(); // writes what there is, and the index; returns when that is done
    CaptureProgress progress() const;
    const CaptureWish& wish() const { return m_wish; }

private:
    class Pulling;
    void run();

    const CaptureWish m_wish;
    const Logs m_logs;
    CaptureOutput m_output; // belongs to the thread while it runs
    mutable std::mutex m_mutex; // guards all below
    std::condition_variable m_changed;
    std::deque<Piece> m_waiting;
    quint64 m_refused = 0; // pieces
    bool m_isEnding = false;
    CaptureProgress m_progress;
    std::thread m_thread;
};

} // namespace fanlight
