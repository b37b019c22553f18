// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/link_socket.h"
#include "qtredis/owed_replies.h"
#include "qtredis/peer.h"
#include "qtredis/redis_url.h"
#include "qtredis/reply.h"
#include "qtredis/reply_reader.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace fanlight::redis {

class PrimaryResolver;

// One connection to Redis that comes back by itself: commands in a pipeline, or subscriptions.
// RESP2 over Qt's sockets. Lives in one thread, whose event loop runs; its owner destroys it there,
// which calls nobody back.
//
// Callbacks and handlers may call send(), subscribe(), close(), open() and deleteLater(). They may
// not destroy the link, replace its handlers or run an event loop of their own.
class RedisLink : public QObject {
    Q_OBJECT
public:
    using Milliseconds = std::chrono::milliseconds;
    struct Settings {
        RedisUrl url;
        QByteArray clientName; // for CLIENT LIST; what Redis does not allow in a name becomes "-"
        Milliseconds connectTimeout{3000}; // with TLS, without the handshake
        Milliseconds replyTimeout{3000}; // without a byte from Redis while it owes an answer
        Milliseconds pingInterval{5000}; // without traffic
        Milliseconds minBackoff{50};
        Milliseconds maxBackoff{2000};
        QString rules; // what the user needs, as ACL SETUSER takes it, for the words of a refusal
        bool isSentinel = false; // the other side is a sentinel; only the words of errors change
        // Of a cluster the node that keeps this key is connected to; empty: any node.
        std::string clusterKey = {};
    };
    enum class State { Closed, Connecting, Ready, Waiting }; // Waiting: between two attempts

    explicit RedisLink(Settings settings, QObject* parent = nullptr);
    ~RedisLink() override;

    // Connects, and again after every loss, until close(): after minBackoff, then twice that each
    // time up to maxBackoff, all ±25 %; from the start again after a connection that lasted
    // maxBackoff. What a person has to mend (a wrong password) is tried every maxBackoff. Behind
    // Sentinel, and in a cluster, every attempt asks who is the primary.
    void open();
    // Callbacks outstanding get an error reply, called from inside of one as soon as that has
    // returned. No lost() follows.
    void close();
    // Broken on purpose: nothing is read, so that Redis has to keep what it sends, and silence is
    // no reason to drop the connection; or it is cut and not made again. Until told otherwise; also
    // before open().
    void setPaused(bool paused);
    void setCut(bool cut);
    // In a cluster, where it is Ready: whoever keeps the key now is looked for and connected to.
    void follow();
    State state() const { return m_state; }
    Endpoint endpoint() const { return m_peer.endpoint; } // where it is connected, or was last

    // `callback` (may be empty) gets the reply. Commands of one turn of the event loop go to the
    // socket together, at its end. Not Ready, or when the link goes before the answer came: an
    // Error reply whose text begins with "LOST ", at once in the first case and in the order of
    // sending in the second; whether Redis executed the command is then unknown. In a cluster that
    // has moved the key elsewhere an error "MOVED …" until the link has followed: such a command
    // was not executed. Not for SUBSCRIBE and its kin, nor, on a link that subscribes, for others
    // but PING. Whoever does not own the link asks through a LinkUser, which forgets the callbacks
    // of who is gone.
    using Callback = OwedReplies::Callback;
    void send(std::span<const std::string_view> args, Callback callback);
    void send(std::initializer_list<std::string_view> args, Callback callback)
    {
        send(std::span(args.begin(), args.size()), std::move(callback));
    }
    // `count` commands as appendCommand() wrote them; `each` gets their replies one by one.
    void sendRaw(const QByteArray& commands, int count, Callback each);

    // Only when Ready, and again after each ready(): a new connection has no subscriptions. Redis'
    // confirmations come to Handlers::subscription; a refusal ends the connection. Any number of
    // channels, in commands of 1,000.
    static constexpr std::size_t ChannelsPerCommand = 1000;
    void subscribe(std::span<const std::string_view> channels)
    {
        changeSubscriptions("SUBSCRIBE", channels);
    }
    void unsubscribe(std::span<const std::string_view> channels)
    {
        changeSubscriptions("UNSUBSCRIBE", channels);
    }
    void psubscribe(std::span<const std::string_view> patterns)
    {
        changeSubscriptions("PSUBSCRIBE", patterns);
    }
    void punsubscribe(std::span<const std::string_view> patterns)
    {
        changeSubscriptions("PUNSUBSCRIBE", patterns);
    }

    // Sharded ones (Redis 7), of a node that keeps their slots; their messages and confirmations
    // come as the others' do. One that it does not keep any more is confirmed as unsubscribed.
    void ssubscribe(std::span<const std::string_view> channels)
    {
        changeSubscriptions("SSUBSCRIBE", channels);
    }
    void sunsubscribe(std::span<const std::string_view> channels)
    {
        changeSubscriptions("SUNSUBSCRIBE", channels);
    }

    // Views are valid during the call. `count`: subscriptions of this connection after it.
    struct Handlers {
        std::function<void(std::string_view channel, std::string_view payload)> message;
        std::function<void(
            std::string_view pattern, std::string_view channel, std::string_view payload)>
            patternMessage;
        std::function<void(std::string_view channel, std::int64_t count, bool subscribed)>
            subscription;
        // all replies of one turn were handled: the place to pass on a batch
        std::function<void()> turnEnded;
        // Of sharded subscriptions the one that was asked for first is refused: the node does not
        // keep it, or not now (isRedirection()). Without, the link is made anew.
        std::function<void(std::string_view error)> refused = {};
    };
    void setHandlers(Handlers handlers) { m_handlers = std::move(handlers); }

    // Figures over all connections of this link; bytes are those of RESP, without TLS.
    std::uint64_t bytesSent() const { return m_bytesSent; }
    std::uint64_t bytesReceived() const { return m_bytesReceived; }
    std::uint64_t reconnects() const { return m_reconnects; } // how often it became Ready again
    qint64 pendingReplies() const { return m_owed.count(); } // answers and confirmations Redis owes
    QString lastError() const { return m_lastError; } // why it is not Ready; empty when it is

Q_SIGNALS:
    void ready(); // AUTH, CLIENT SETNAME, SELECT and PING are answered
    // It was Ready, or failed to become so (each attempt): one sentence that a user can act on.
    // After the callbacks.
    void lost(const QString& reason);

private:
    using Clock = std::chrono::steady_clock;
    using Expected = OwedReplies::Kind;
    enum class Retry { Backoff, Slowly, AtOnce };

    void attempt();
    void connectTo(const Endpoint& endpoint);
    void makeResolver();
    void switched(const Endpoint& primary);
    void moved(std::string_view error);
    void connected();
    void socketFailed();
    void outputLeft();
    std::string whyNotSent() const;
    QString failure() const { return m_socket.failure(m_hasAnswered || m_wasReady); }

    void expect(Expected expected, int count, Callback callback);
    void command(Expected expected, std::initializer_list<std::string_view> args);
    void changeSubscriptions(std::string_view name, std::span<const std::string_view> channels);
    void queueFlush();
    void flush();

    void readSocket();
    bool parse(std::string_view bytes);
    void handle(const Reply& reply);
    bool handlePush(const Reply& reply);
    void answer(const Reply& reply);
    void handshakeAnswered(Expected expected, const Reply& reply);
    void confirmed(std::string_view channel, std::int64_t count, bool subscribed);
    template <class Call> void callOut(Call call);

    void tick();
    void drop(const QString& reason, Retry retry = Retry::Backoff);
    void disconnectSocket();
    void failPending();
    Milliseconds nextDelay(Retry retry);

    const Settings m_settings;
    RedisUrl m_url; // with the password as it stood in its file when the connection was begun
    Handlers m_handlers;
    State m_state = State::Closed;
    Peer m_peer;
    QString m_lastError;
    std::unique_ptr<PrimaryResolver> m_resolver; // behind Sentinel, and in a cluster

    LinkSocket m_socket;
    bool m_hasAnswered = false; // Redis, on this connection
    bool m_hasFailed = false; // the socket
    bool m_isMoved
        = false; // what it asks for is kept by another node; it goes once all is answered
    std::uint64_t m_connection = 0; // another number: what ran before is over
    bool m_isReading = false;
    bool m_isPaused = false;
    bool m_isCut = false;
    bool m_isCallingOut = false;
    bool m_failWhenReturned = false;
    ReplyReader m_reader;
    std::unique_ptr<char[]> m_input;

    QByteArray m_output; // of this turn
    bool m_flushQueued = false;
    OwedReplies m_owed;

    QTimer m_tick; // while Connecting or Ready
    QTimer m_retry; // while Waiting
    Clock::time_point m_lastTick;
    Clock::time_point m_lastProgress; // byte received, or waiting begun
    Clock::time_point m_readySince;
    Milliseconds m_backoff;
    std::uint64_t m_bytesSent = 0;
    std::uint64_t m_bytesReceived = 0;
    std::uint64_t m_reconnects = 0;
    bool m_wasReady = false;
};

} // namespace fanlight::redis
