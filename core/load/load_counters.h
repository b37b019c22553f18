// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/latency_histogram.h"

#include <QString>

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace fanlight {

// A count that one thread keeps and any may read.
class LoadCounter {
public:
    void add(std::uint64_t n = 1)
    {
        m_value.store(m_value.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
    }
    void subtract(std::uint64_t n = 1)
    {
        m_value.store(m_value.load(std::memory_order_relaxed) - n, std::memory_order_relaxed);
    }
    void raise(std::uint64_t to)
    {
        if (to > value())
            m_value.store(to, std::memory_order_relaxed);
    }
    std::uint64_t value() const { return m_value.load(std::memory_order_relaxed); }
    // the reader's; the writer only raises
    std::uint64_t take() { return m_value.exchange(0, std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> m_value{0};
};

// Why a client did not get what it asked for. HTTP statuses are counted beside them.
enum class LoadError : std::uint8_t {
    Refused,
    Reset,
    Unreachable,
    NoAnswer, // in time
    ClosedEarly, // before an answer
    BrokenOff, // in the middle of an answer
    NotHttp,
    NoStream, // another content type
    Encoded, // a Content-Encoding nobody asked for: no event can be read
    Unanswered, // at the end of the run
    Unfinished, // an answer that had no end by then, or in time
    NoDescriptors,
    NoPorts,
    Tls, // did not come about, or broke
    Other,
};
constexpr std::size_t LoadErrorCount = 15;
const char* loadErrorName(LoadError error);
LoadError loadErrorOf(int systemError);

// What was first heard beside an error: where a redirect leads, the first line of a refusal. Any
// thread; a few entries.
class LoadRemarks {
public:
    void add(const QString& kind, const QString& text); // the first one of a kind stays
    std::map<QString, QString> all() const;

private:
    mutable std::mutex m_mutex;
    std::map<QString, QString> m_remarks;
};
// The kind of an answer with a status nobody asked for: "HTTP 503".
QString statusKind(int status);

// What the clients' thread counts, read by the thread that asks.
struct ClientFigures {
    // levels
    LoadCounter streaming;
    LoadCounter connecting;
    // totals
    LoadCounter arrived;
    LoadCounter notAdmitted;
    LoadCounter mostStreaming;
    LoadCounter opened;
    LoadCounter reconnects;
    LoadCounter closedByHub;
    LoadCounter dropped;
    LoadCounter requests;
    LoadCounter failed;
    LoadCounter unanswered;
    LoadCounter events;
    LoadCounter unmarked;
    LoadCounter comments;
    LoadCounter bytes;
    LoadCounter reads; // what it took to read them
    LoadCounter received;
    LoadCounter gaps; // missing so far; comes down again when it arrives out of order
    LoadCounter twice;
    LoadCounter outOfOrder;
    LoadCounter replayed;
    LoadCounter late;
    LoadCounter wrongIds;
    LoadCounter missedAway;
    LoadCounter failedChecks;
    LoadCounter failedExpects;
    LoadCounter firstEventNs; // monotonicNs(); 0: none yet
    LoadCounter lastEventNs;
    LoadCounter cpuNs; // of the thread
    LoadCounter waitNs; // in which it could have run and had no core
    LoadCounter turnMaxNs; // since it was last taken
    std::array<LoadCounter, LoadErrorCount> errors;
    std::array<LoadCounter, 600> statuses; // unexpected ones
    LoadRemarks remarks;

    LatencyRecorder latency;
    LatencyRecorder rawLatency;
    LatencyRecorder connect;
    LatencyRecorder firstByte;
    LatencyRecorder answer;

    void count(LoadError error) { errors[static_cast<std::size_t>(error)].add(); }
    std::uint64_t errorCount() const;
};

struct PublishFigures {
    LoadCounter published;
    LoadCounter accepted;
    LoadCounter refused;
    LoadCounter cpuNs;
    LoadCounter lagMaxNs; // since it was last taken
    LoadCounter lastSentNs; // monotonicNs()
    std::array<LoadCounter, LoadErrorCount> errors;
    std::array<LoadCounter, 600> statuses;
    LoadRemarks remarks;
    LatencyRecorder lag; // behind the intended times
    LatencyRecorder answer;

    void count(LoadError error, std::uint64_t n = 1)
    {
        errors[static_cast<std::size_t>(error)].add(n);
    }
    std::uint64_t errorCount() const;
};

// How many messages were published to each channel: written by the publisher, read by the clients.
// Channel 0 is everyone.
class PublishBook {
public:
    explicit PublishBook(std::uint64_t population)
        : m_sent(population + 1)
        , m_settled(population + 1)
    {
    }
    // The number of the next message of a channel, counted as sent from now on. The publisher's.
    std::uint64_t next(std::uint64_t channel)
    {
        std::atomic<std::uint64_t>& sent = m_sent[channel];
        const std::uint64_t number = sent.load(std::memory_order_relaxed);
        sent.store(number + 1, std::memory_order_release);
        return number;
    }
    std::uint64_t sent(std::uint64_t channel) const
    {
        return m_sent[channel].load(std::memory_order_acquire);
    }

    // All of a channel below this are known to have been taken or refused. The publisher's, after
    // refuse().
    void settle(std::uint64_t channel, std::uint64_t number)
    {
        m_settled[channel].store(number + 1, std::memory_order_release);
    }
    std::uint64_t settled(std::uint64_t channel) const
    {
        return m_settled[channel].load(std::memory_order_acquire);
    }

    // A message the hub did not take; nobody need have it.
    void refuse(std::uint32_t channel, std::uint64_t number)
    {
        const std::lock_guard lock(m_mutex);
        m_refused.emplace_back(channel, number);
    }
    // All of them, ascending.
    std::vector<std::pair<std::uint32_t, std::uint64_t>> refused() const;

private:
    std::vector<std::atomic<std::uint64_t>> m_sent;
    std::vector<std::atomic<std::uint64_t>> m_settled;
    mutable std::mutex m_mutex;
    std::vector<std::pair<std::uint32_t, std::uint64_t>> m_refused;
};

} // namespace fanlight
