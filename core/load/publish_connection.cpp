// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/publish_connection.h"

#include "load/load_time.h"
#include "net/clock.h"

#include <algorithm>
#include <cctype>

namespace fanlight {

namespace {
constexpr std::uint64_t ReconnectDelay = 500 * MillisecondNs;
constexpr std::size_t MostUnsent = 8 << 20; // bytes that wait for the kernel
constexpr std::size_t MostOwed = 100'000; // answers of Redis

bool hasToken(std::string text, std::string_view token)
{
    std::transform(text.begin(), text.end(), text.begin(),
        [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text.find(token) != std::string::npos;
}
} // namespace

PublishConnection::PublishConnection(
    const PublishTarget& target, PublishComposer& composer, PublishLedger& ledger)
    : m_target(target)
    , m_composer(composer)
    , m_ledger(ledger)
{
}

void PublishConnection::connect()
{
    m_isUp = false;
    m_out.clear();
    m_sentBytes = 0;
    m_answer = {};
    m_heard = {};
    m_retryNs = monotonicNs() + ReconnectDelay;
    if (const int error = m_socket.connect(m_target.address, {.stampsReceipt = true}))
        m_ledger.failed(loadErrorOf(error));
}

void PublishConnection::reconnect(std::uint64_t nowNs)
{
    if (!m_socket.isOpen() && nowNs >= m_retryNs)
        connect();
}

void PublishConnection::connected()
{
    const int error = m_socket.finishConnecting();
    if (error == ClientSocket::NotYet)
        return;
    if (error != 0)
        return lose(errorOf(error));
    m_isUp = true;
    if (m_target.redis)
        m_replies.reset();
    m_greetings = m_composer.appendGreeting(m_out);
}

bool PublishConnection::hasRoom() const
{
    if (!m_isUp || m_out.size() - m_sentBytes > MostUnsent)
        return false;
    if (m_target.redis)
        return m_waiting.size() < MostOwed;
    return m_waiting.size() < (m_staysOpen ? MostPipelined : 1);
}

void PublishConnection::add(const PublishLedger::Sent& sent, const LoadMark& mark)
{
    m_composer.append(m_out, mark);
    m_waiting.push_back(sent);
}

void PublishConnection::lose(LoadError error)
{
    if (!m_waiting.empty() || !m_isUp)
        m_ledger.failed(error, std::max<std::size_t>(m_waiting.size(), m_socket.isOpen() ? 1 : 0));
    for (const PublishLedger::Sent& sent : m_waiting)
        m_ledger.lost(sent);
    m_waiting.clear();
    m_socket.close();
    m_isUp = false;
    m_staysOpen = false;
}

void PublishConnection::flush()
{
    if (!m_isUp)
        return;
    while (!isFlushed()) {
        const ClientSocket::Sent sent = m_socket.send(std::string_view(m_out).substr(m_sentBytes));
        if (sent.error != 0)
            return lose(errorOf(sent.error));
        if (sent.count == 0)
            return;
        m_sentBytes += sent.count;
    }
    m_out.clear();
    m_sentBytes = 0;
}

// What TLS failed for is kept as a remark.
LoadError PublishConnection::errorOf(int systemError)
{
    const LoadError error = loadErrorOf(systemError);
    if (error == LoadError::Tls)
        m_ledger.explain(error, QString::fromStdString(m_socket.problem()));
    return error;
}

// What TLS has taken from the socket and holds nobody is told of again.
void PublishConnection::receive(std::span<char> buffer)
{
    while (receiveOnce(buffer)) { }
}

// True: there may be more.
bool PublishConnection::receiveOnce(std::span<char> buffer)
{
    const ClientSocket::Received got = m_socket.receiveStamped(buffer, m_cameNs);
    if (got.isOver) {
        lose(got.error != 0 ? errorOf(got.error) : LoadError::ClosedEarly);
        return false;
    }
    const std::string_view bytes(buffer.data(), got.count);
    if (m_target.redis)
        readReplies(bytes);
    else
        readAnswers(bytes);
    return got.mayHaveMore && m_isUp;
}

void PublishConnection::readReplies(std::string_view bytes)
{
    m_replies.feed(bytes);
    for (;;) {
        const auto outcome = m_replies.next();
        if (outcome == redis::ReplyReader::Outcome::Incomplete)
            return;
        if (outcome == redis::ReplyReader::Outcome::Broken)
            return lose(LoadError::Other);
        const bool isError = m_replies.reply().isError();
        if (isError)
            m_ledger.explain(LoadError::Refused, redis::toQString(m_replies.reply().text()));
        if (m_greetings > 0) {
            --m_greetings;
            if (isError)
                return lose(LoadError::Refused);
            continue;
        }
        answered(!isError, isError ? LoadError::Refused : LoadError::Other);
    }
}

// Answers come one behind the other; what nobody asked for ends the connection.
void PublishConnection::readAnswers(std::string_view bytes)
{
    while (!bytes.empty()) {
        if (m_waiting.empty())
            return lose(LoadError::NotHttp);
        bytes = m_answer.read(bytes, m_heard);
        const EventReader::State state = m_answer.state();
        if (state == EventReader::State::Failed)
            return lose(LoadError::NotHttp);
        if (state == EventReader::State::Header)
            return;
        // A body that ends with the connection is not waited for.
        const bool endsHere = state == EventReader::State::Ended;
        if (!endsHere && !m_answer.endsWithConnection())
            return;
        if (!answerOver(endsHere))
            return;
    }
}

// False: the connection is a new one.
bool PublishConnection::answerOver(bool endsHere)
{
    const AnswerHead& head = m_heard.head;
    const bool isGood = head.status >= 200 && head.status < 300;
    if (!isGood)
        m_ledger.explain(head, m_heard.reason);
    m_staysOpen = endsHere && !hasToken(head.field("Connection"), "close")
        && (head.isHttp11 || hasToken(head.field("Connection"), "keep-alive"));
    m_answer = {};
    m_heard = {};
    answered(isGood, std::nullopt);
    if (m_staysOpen)
        return true;
    lose(LoadError::ClosedEarly);
    connect();
    return false;
}

void PublishConnection::answered(bool isGood, std::optional<LoadError> error)
{
    if (m_waiting.empty())
        return;
    const PublishLedger::Sent sent = m_waiting.front();
    m_waiting.pop_front();
    if (isGood)
        m_ledger.accepted(sent, m_cameNs);
    else
        m_ledger.refused(sent, m_cameNs, error);
}

} // namespace fanlight
