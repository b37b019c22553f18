// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/redis_link.h"

#include "qtredis/cluster.h"
#include "qtredis/command.h"
#include "qtredis/refusal.h"

#include <QRandomGenerator>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace fanlight::redis {

namespace {

using namespace std::chrono_literals;

constexpr qint64 InputSize = 64 << 10; // read at once
// hiredis moves what is left of a feed after every KiB of replies
constexpr std::size_t FeedSize = 16 << 10;
constexpr int ReadsPerTurn = 16; // then others of this thread have their turn
constexpr qsizetype KeptOutput = 1 << 20; // bytes of memory
// Before a link goes to another node of a cluster: what others have published by then has come to
// that node, too, over the cluster's bus, and is not heard there once more.
constexpr std::chrono::milliseconds SettleTime = 100ms;

// What CLIENT SETNAME takes: printable and without spaces.
QByteArray cleanName(QByteArray name)
{
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c <= ' ' || c > '~'; }, '-');
    return name;
}

std::chrono::milliseconds tickInterval(const RedisLink::Settings& settings)
{
    const auto shortest
        = std::min({settings.connectTimeout, settings.replyTimeout, settings.pingInterval});
    return std::clamp<std::chrono::milliseconds>(shortest / 4, 10ms, 500ms);
}

bool isResolved(const RedisUrl& url)
{
    return url.kind == RedisUrl::Kind::Sentinel || url.kind == RedisUrl::Kind::Cluster;
}

QString seconds(std::chrono::milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000);
}

} // namespace

RedisLink::RedisLink(Settings settings, QObject* parent)
    : QObject(parent)
    , m_settings([&] {
        settings.clientName = cleanName(std::move(settings.clientName));
        return std::move(settings);
    }())
    , m_url(m_settings.url)
    , m_peer{isResolved(m_settings.url) ? Endpoint() : m_settings.url.endpoints.value(0),
          m_settings.isSentinel}
    , m_socket(m_settings.url, this)
    , m_input(std::make_unique<char[]>(InputSize))
    , m_tick(this)
    , m_retry(this)
    , m_backoff(m_settings.minBackoff)
{
    m_tick.setInterval(tickInterval(m_settings));
    connect(&m_tick, &QTimer::timeout, this, &RedisLink::tick);
    connect(&m_socket, &LinkSocket::connected, this, &RedisLink::connected);
    connect(&m_socket, &LinkSocket::readable, this, &RedisLink::readSocket);
    connect(&m_socket, &LinkSocket::written, this, &RedisLink::outputLeft);
    connect(&m_socket, &LinkSocket::failed, this, &RedisLink::socketFailed);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &RedisLink::attempt);
    if (isResolved(m_settings.url))
        makeResolver();
}

RedisLink::~RedisLink() = default;

void RedisLink::open()
{
    if (m_state != State::Closed)
        return;
    m_backoff = m_settings.minBackoff;
    attempt();
}

void RedisLink::close()
{
    if (m_state == State::Closed)
        return;
    if (m_state == State::Ready && m_socket.isOpen() && !m_output.isEmpty()
        && m_socket.write(m_output) > 0)
        m_socket.flush(); // what was said last
    m_state = State::Closed;
    m_lastError = QStringLiteral("The connection to Redis was closed.");
    m_retry.stop();
    if (m_resolver)
        m_resolver->stop();
    disconnectSocket();
    failPending();
}

void RedisLink::setPaused(bool paused)
{
    if (std::exchange(m_isPaused, paused) == paused || !m_socket.isOpen())
        return;
    m_socket.setReadBufferSize(paused ? InputSize : 0);
    m_lastProgress = Clock::now();
    if (!paused)
        QMetaObject::invokeMethod(this, &RedisLink::readSocket, Qt::QueuedConnection);
}

void RedisLink::setCut(bool cut)
{
    if (std::exchange(m_isCut, cut) == cut || m_state == State::Closed)
        return;
    if (cut)
        drop(QStringLiteral("The link to Redis was cut on purpose."));
    else if (m_state == State::Waiting)
        m_retry.start(0ms);
}

void RedisLink::attempt()
{
    if (m_isCut) {
        m_state = State::Waiting;
        m_retry.start(m_settings.maxBackoff);
        return;
    }
    m_state = State::Connecting;
    if (m_resolver)
        m_resolver->resolve();
    else
        connectTo(m_settings.url.endpoints.value(0));
}

void RedisLink::connectTo(const Endpoint& endpoint)
{
    m_peer.endpoint = endpoint;
    m_lastTick = m_lastProgress = Clock::now();
    m_tick.start();
    QString problem = m_url.readPassword();
    if (problem.isEmpty())
        problem = m_socket.open(m_peer);
    if (problem.isEmpty())
        return;
    const std::uint64_t connection = m_connection;
    QMetaObject::invokeMethod(
        this,
        [this, connection, problem] {
            if (connection == m_connection)
                drop(problem, Retry::Slowly);
        },
        Qt::QueuedConnection);
}

void RedisLink::connected()
{
    m_reader.reset();
    const std::string user = m_url.user.toStdString(), password = m_url.password.toStdString();
    if (!m_url.password.isNull() && user.empty())
        command(Expected::Auth, {"AUTH", password});
    else if (!m_url.password.isNull())
        command(Expected::Auth, {"AUTH", user, password});
    if (!m_settings.clientName.isEmpty())
        command(Expected::Name,
            {"CLIENT", "SETNAME",
                {m_settings.clientName.data(),
                    static_cast<std::size_t>(m_settings.clientName.size())}});
    if (m_url.db != 0)
        command(Expected::Database, {"SELECT", std::to_string(m_url.db)});
    if (m_settings.url.kind == RedisUrl::Kind::Sentinel)
        command(Expected::Role, {"ROLE"});
    else if (m_resolver && !m_settings.clusterKey.empty())
        command(Expected::Keeper, {"GET", m_settings.clusterKey});
    command(Expected::Last, {"PING"});
    flush();
}

void RedisLink::socketFailed()
{
    m_hasFailed = true;
    if (m_isReading)
        return; // readSocket() sees it when it is done
    const std::uint64_t connection = m_connection;
    readSocket(); // what came before the end
    if (connection == m_connection)
        drop(failure());
}

// Large output takes time to leave, in which Redis need not answer. Bytes that leave at once prove
// nothing: the kernel takes them for a server that hangs, too.
void RedisLink::outputLeft()
{
    if (m_socket.bytesToWrite() > 0)
        m_lastProgress = Clock::now();
}

void RedisLink::expect(Expected expected, int count, Callback callback)
{
    if (m_owed.isEmpty())
        m_lastProgress = Clock::now();
    m_owed.add(expected, count, std::move(callback));
}

void RedisLink::command(Expected expected, std::initializer_list<std::string_view> args)
{
    appendCommand(m_output, args);
    expect(expected, 1, {});
}

std::string RedisLink::whyNotSent() const
{
    return m_isMoved ? "MOVED The link follows what the cluster has moved."
                     : "LOST " + m_lastError.toStdString();
}

void RedisLink::send(std::span<const std::string_view> args, Callback callback)
{
    if (m_state != State::Ready || m_isMoved) {
        ReplyArena arena;
        if (callback)
            callback(arena.makeError(whyNotSent()));
        return;
    }
    appendCommand(m_output, args);
    expect(Expected::Reply, 1, std::move(callback));
    queueFlush();
}

void RedisLink::sendRaw(const QByteArray& commands, int count, Callback each)
{
    if (m_state != State::Ready || m_isMoved) {
        ReplyArena arena;
        const Reply error = arena.makeError(whyNotSent());
        for (int i = 0; each && i < count; ++i)
            each(error);
        return;
    }
    m_output += commands;
    if (count > 0)
        expect(Expected::Reply, count, std::move(each));
    queueFlush();
}

void RedisLink::changeSubscriptions(
    std::string_view name, std::span<const std::string_view> channels)
{
    if (m_state != State::Ready || channels.empty())
        return;
    const bool isRelease = name.find("UNSUBSCRIBE") != std::string_view::npos;
    m_owed.beginPushes();
    std::vector<std::string_view> args;
    args.reserve(1 + std::min(channels.size(), ChannelsPerCommand));
    while (!channels.empty()) {
        const auto some = channels.first(std::min(channels.size(), ChannelsPerCommand));
        args.assign(1, name);
        args.insert(args.end(), some.begin(), some.end());
        appendCommand(m_output, args);
        expect(isRelease ? Expected::Releases : Expected::Confirmations,
            static_cast<int>(some.size()), {});
        channels = channels.subspan(some.size());
    }
    queueFlush();
}

void RedisLink::queueFlush()
{
    if (std::exchange(m_flushQueued, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_flushQueued = false;
            flush();
        },
        Qt::QueuedConnection);
}

void RedisLink::flush()
{
    if (m_output.isEmpty() || !m_socket.isOpen())
        return;
    const bool isWritten = m_socket.write(m_output) == m_output.size();
    m_bytesSent += static_cast<std::uint64_t>(m_output.size());
    if (m_output.capacity() > KeptOutput)
        m_output = QByteArray();
    else
        m_output.resize(0);
    if (!isWritten) {
        socketFailed();
        return;
    }
    if (m_socket.isTls())
        m_socket.flush();
}

void RedisLink::readSocket()
{
    if (m_isReading || !m_socket.isConnected() || m_isPaused)
        return;
    m_isReading = true;
    const std::uint64_t connection = m_connection;
    const bool isTls = m_socket.isTls();
    bool goesOn = true, hasRead = false;
    qint64 size = InputSize;
    for (int i = 0; goesOn && i < ReadsPerTurn && (size == InputSize || isTls); ++i) {
        size = m_socket.read(m_input.get(), InputSize);
        if (size <= 0)
            break;
        hasRead = true;
        m_bytesReceived += static_cast<std::uint64_t>(size);
        m_lastProgress = Clock::now();
        goesOn = parse({m_input.get(), static_cast<std::size_t>(size)});
    }
    m_isReading = false;
    if (goesOn && hasRead && m_handlers.turnEnded) {
        callOut([&] { m_handlers.turnEnded(); });
        goesOn = connection == m_connection;
    }
    if (!goesOn)
        return;
    if (size < 0 || m_hasFailed)
        drop(failure());
    else if (m_isMoved && m_owed.isEmpty())
        follow();
    else if (size > 0 && (size == InputSize || isTls))
        QMetaObject::invokeMethod(this, &RedisLink::readSocket, Qt::QueuedConnection);
}

// False when the connection is over.
bool RedisLink::parse(std::string_view bytes)
{
    const std::uint64_t connection = m_connection;
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, FeedSize);
        bytes.remove_prefix(piece.size());
        m_reader.feed(piece);
        for (;;) {
            const ReplyReader::Outcome outcome = m_reader.next();
            if (outcome == ReplyReader::Outcome::Incomplete)
                break;
            if (outcome == ReplyReader::Outcome::Broken)
                drop(m_peer.foreign(QString::fromStdString(m_reader.error())), Retry::Slowly);
            else
                handle(m_reader.reply());
            if (connection != m_connection)
                return false;
        }
    }
    return true;
}

void RedisLink::handle(const Reply& reply)
{
    m_hasAnswered = true;
    if (m_owed.mayBePush() && reply.size() >= 3 && handlePush(reply))
        return;
    if (!m_owed.isEmpty())
        answer(reply);
    else
        drop(m_peer.foreign(
                 QStringLiteral("it answers what was not asked: %1").arg(toQString(reply.text()))),
            Retry::Slowly);
}

bool RedisLink::handlePush(const Reply& reply)
{
    const std::string_view kind = reply[0].text();
    if ((kind == "message" || kind == "smessage") && reply.size() == 3) {
        if (m_handlers.message)
            callOut([&] { m_handlers.message(reply[1].text(), reply[2].text()); });
    } else if (kind == "pmessage" && reply.size() == 4) {
        if (m_handlers.patternMessage)
            callOut([&] {
                m_handlers.patternMessage(reply[1].text(), reply[2].text(), reply[3].text());
            });
    } else if (kind == "subscribe" || kind == "psubscribe" || kind == "ssubscribe") {
        confirmed(reply[1].text(), reply[2].integer(), true);
    } else if (kind == "unsubscribe" || kind == "punsubscribe" || kind == "sunsubscribe") {
        confirmed(reply[1].text(), reply[2].integer(), false);
    } else {
        return false;
    }
    return true;
}

void RedisLink::confirmed(std::string_view channel, std::int64_t count, bool subscribed)
{
    // what a node releases by itself nobody waits for
    m_owed.confirm(subscribed ? Expected::Confirmations : Expected::Releases);
    if (m_handlers.subscription)
        callOut([&] { m_handlers.subscription(channel, count, subscribed); });
}

// The reply is the one the oldest command waits for.
void RedisLink::answer(const Reply& reply)
{
    const Expected expected = m_owed.kind();
    const bool isRelease = expected == Expected::Releases;
    if (expected == Expected::Confirmations || isRelease) {
        if (m_handlers.refused && m_owed.left() == 1 && isRedirection(reply.text())) {
            m_owed.refuse();
            if (!isRelease)
                callOut([&] { m_handlers.refused(reply.text()); });
            return;
        }
        const Refusal refusal = Refusal::of(reply.text(), m_peer, m_settings.url, m_settings.rules);
        drop(QStringLiteral("A subscription was refused. ") + refusal.sentence,
            refusal.isLasting ? Retry::Slowly : Retry::Backoff);
        return;
    }
    OwedReplies::Taken taken = m_owed.take();
    if (expected != Expected::Reply)
        return handshakeAnswered(expected, reply);
    if (m_settings.url.kind == RedisUrl::Kind::Cluster && reply.isError()
        && reply.text().starts_with("MOVED "))
        moved(reply.text());
    if (!taken.callback)
        return;
    callOut([&] {
        taken.callback(reply);
        if (!taken.isLast) // the pipeline stands as it was: close() fails it only after this
            m_owed.giveBack(std::move(taken.callback));
    });
}

void RedisLink::handshakeAnswered(Expected expected, const Reply& reply)
{
    if (expected == Expected::Ping)
        return; // it lives, whatever it says
    if (expected == Expected::Keeper) {
        if (reply.isError() && reply.text().starts_with("MOVED ")) {
            m_resolver->hint(ClusterResolver::movedTo(reply.text(), m_peer.endpoint));
            drop(m_resolver->isNotYet(m_peer));
        }
        return; // else it keeps the key, whatever it says
    }
    if (reply.isError() && (expected != Expected::Name || Refusal::isToEveryone(reply.text()))) {
        const Refusal refusal = Refusal::of(reply.text(), m_peer, m_settings.url, m_settings.rules);
        drop(refusal.sentence, refusal.isLasting ? Retry::Slowly : Retry::Backoff);
        return;
    }
    if (expected == Expected::Role && reply[0].text() != "master") {
        drop(m_resolver->isNotYet(m_peer));
        return;
    }
    if (expected != Expected::Last)
        return;
    if (reply.text() != "PONG") {
        drop(m_peer.foreign(QStringLiteral("no PONG to a PING")), Retry::Slowly);
        return;
    }
    m_state = State::Ready;
    m_readySince = Clock::now();
    m_lastError.clear();
    m_reconnects += m_wasReady ? 1 : 0;
    m_wasReady = true;
    Q_EMIT ready();
}

// Calls what may call back into this object. What close() has to fail waits until it has returned.
template <class Call> void RedisLink::callOut(Call call)
{
    const bool isOuter = !std::exchange(m_isCallingOut, true);
    call();
    if (!isOuter)
        return;
    m_isCallingOut = false;
    if (std::exchange(m_failWhenReturned, false))
        failPending();
}

void RedisLink::tick()
{
    const Clock::time_point now = Clock::now();
    if (m_isPaused)
        m_lastProgress = now;
    const bool isLate = now - std::exchange(m_lastTick, now) > 3 * m_tick.intervalAsDuration();
    if (isLate) { // this thread was held up, and with it what has come in the meantime
        m_lastProgress = now;
        return;
    }
    const auto idle = std::chrono::duration_cast<Milliseconds>(now - m_lastProgress);
    if (!m_socket.isConnected()) {
        if (idle <= m_settings.connectTimeout)
            return;
        if (m_socket.isInHandshake())
            drop(m_peer.withoutTls(QStringLiteral("it said nothing for %1 s")
                                       .arg(seconds(m_settings.connectTimeout))));
        else
            drop(QStringLiteral("%1 does not take the connection within %2 s: is the address "
                                "right, and no firewall between?")
                     .arg(m_peer.who(), seconds(m_settings.connectTimeout)));
    } else if (!m_owed.isEmpty()) {
        if (idle <= m_settings.replyTimeout)
            return;
        if (m_hasAnswered || m_wasReady)
            drop(QStringLiteral("%1 does not answer: nothing came for %2 s.")
                     .arg(m_peer.who(), seconds(m_settings.replyTimeout)));
        else
            drop(QStringLiteral("The server at %1 takes the connection but says nothing for %2 s: "
                                "it hangs, it is not Redis, or a Redis with TLS (rediss://).")
                     .arg(m_peer.endpoint.text(), seconds(m_settings.replyTimeout)));
    } else if (idle >= m_settings.pingInterval) {
        command(Expected::Ping, {"PING"});
        flush();
    }
}

RedisLink::Milliseconds RedisLink::nextDelay(Retry retry)
{
    if (retry == Retry::AtOnce) {
        m_backoff = m_settings.minBackoff;
        return m_settings.url.kind == RedisUrl::Kind::Cluster ? SettleTime : 0ms;
    }
    if (retry == Retry::Slowly)
        m_backoff = m_settings.maxBackoff;
    const qint64 base = m_backoff.count();
    m_backoff = std::min(m_backoff * 2, m_settings.maxBackoff);
    return Milliseconds(base * 3 / 4 + QRandomGenerator::global()->bounded(base / 2 + 1));
}

void RedisLink::drop(const QString& reason, Retry retry)
{
    if (m_state == State::Ready && Clock::now() - m_readySince >= m_settings.maxBackoff)
        m_backoff = m_settings.minBackoff;
    m_state = State::Waiting;
    m_lastError = reason;
    disconnectSocket();
    m_retry.start(nextDelay(retry));
    const std::uint64_t connection = m_connection;
    failPending();
    if (connection == m_connection && m_state == State::Waiting)
        Q_EMIT lost(QString(m_lastError)); // a slot may change it
}

void RedisLink::disconnectSocket()
{
    ++m_connection;
    m_tick.stop();
    m_socket.close();
    m_hasAnswered = false;
    m_hasFailed = false;
    m_isMoved = false;
    m_output.resize(0);
    m_owed.end();
}

void RedisLink::failPending()
{
    if (m_isCallingOut) {
        m_failWhenReturned = true;
        return;
    }
    ReplyArena arena;
    m_owed.fail(arena.makeError("LOST " + m_lastError.toStdString()));
}

} // namespace fanlight::redis
