// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_counters.h"

#include "load/client_socket.h"

#include <algorithm>
#include <cerrno>

namespace fanlight {

namespace {
template <class Counters> std::uint64_t sumOf(const Counters& counters)
{
    std::uint64_t sum = 0;
    for (const LoadCounter& counter : counters)
        sum += counter.value();
    return sum;
}
} // namespace

const char* loadErrorName(LoadError error)
{
    switch (error) {
    case LoadError::Refused:
        return "connection refused";
    case LoadError::Reset:
        return "connection reset";
    case LoadError::Unreachable:
        return "unreachable";
    case LoadError::NoAnswer:
        return "no answer in time";
    case LoadError::ClosedEarly:
        return "closed before an answer";
    case LoadError::BrokenOff:
        return "broken off in an answer";
    case LoadError::NotHttp:
        return "not HTTP";
    case LoadError::NoStream:
        return "not an event stream";
    case LoadError::Encoded:
        return "encoded (Content-Encoding), so that nothing can be read";
    case LoadError::Unanswered:
        return "unanswered at the end";
    case LoadError::Unfinished:
        return "an answer without an end";
    case LoadError::NoDescriptors:
        return "no file descriptors left in the tester";
    case LoadError::NoPorts:
        return "no ports left in the tester";
    case LoadError::Tls:
        return "no TLS";
    case LoadError::Other:
        break;
    }
    return "other";
}

LoadError loadErrorOf(int systemError)
{
    switch (systemError) {
    case ClientSocket::TlsFailed:
        return LoadError::Tls;
    case ECONNREFUSED:
        return LoadError::Refused;
    case ECONNRESET:
    case EPIPE:
        return LoadError::Reset;
    case ETIMEDOUT:
        return LoadError::NoAnswer;
    case EHOSTUNREACH:
    case ENETUNREACH:
        return LoadError::Unreachable;
    case EMFILE:
    case ENFILE:
        return LoadError::NoDescriptors;
    case EADDRNOTAVAIL:
        return LoadError::NoPorts;
    default:
        return LoadError::Other;
    }
}

void LoadRemarks::add(const QString& kind, const QString& text)
{
    const std::lock_guard lock(m_mutex);
    m_remarks.emplace(kind, text);
}

std::map<QString, QString> LoadRemarks::all() const
{
    const std::lock_guard lock(m_mutex);
    return m_remarks;
}

QString statusKind(int status)
{
    return QStringLiteral("HTTP %1").arg(status);
}

std::uint64_t ClientFigures::errorCount() const
{
    return sumOf(errors) + sumOf(statuses);
}
std::uint64_t PublishFigures::errorCount() const
{
    return sumOf(errors) + sumOf(statuses);
}

std::vector<std::pair<std::uint32_t, std::uint64_t>> PublishBook::refused() const
{
    const std::lock_guard lock(m_mutex);
    auto all = m_refused;
    std::sort(all.begin(), all.end());
    return all;
}

} // namespace fanlight
