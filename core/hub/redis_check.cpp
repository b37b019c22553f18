// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/redis_check.h"

#include "broker/redis_broker.h"
#include "qtredis/refusal.h"

#include <QRandomGenerator>

#include <array>

namespace fanlight {

using redis::RedisLink;
using redis::Reply;

RedisChecker::RedisChecker(const QString& url, const QString& channelPrefix, QObject* parent)
    : QObject(parent)
    , m_address(redis::RedisUrl::parse(url, &m_objection))
    , m_keys(channelPrefix.toStdString(),
          m_address ? RedisBroker::layoutOf(*m_address) : RedisKeys::Layout::Free)
    , m_limit(this)
{
    const std::string name
        = "fanlight-check-" + std::to_string(QRandomGenerator::global()->generate64());
    m_name = name;
    m_channel = m_keys.channel(name);
    m_key = m_keys.log(name);
    for (const char* step : {"reachable", "version", "subscribe", "publish", "streams", "scripts",
             "audience", "instances"})
        m_check.steps.push_back({QString::fromLatin1(step), RedisCheckStep::Outcome::NotTried, {}});
    m_limit.setSingleShot(true);
    m_limit.setInterval(LimitMs);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        const QString why = m_commands ? m_commands->lastError() : QString();
        fail(m_step,
            why.isEmpty() ? QStringLiteral("Redis did not answer within %1 s.").arg(LimitMs / 1000)
                          : why);
    });
}

void RedisChecker::check(const QString& url, const QString& channelPrefix, QObject* owner,
    std::function<void(const RedisCheck&)> done)
{
    auto* checker = new RedisChecker(url, channelPrefix, owner);
    connect(checker, &RedisChecker::finished, owner,
        [checker, done = std::move(done)](const RedisCheck& check) {
            checker->deleteLater();
            done(check);
        });
    checker->start();
}

void RedisChecker::start()
{
    if (!m_address)
        return fail(Reachable, m_objection);
    m_database = m_address->db;
    RedisLink::Settings settings;
    settings.url = *m_address;
    settings.clusterKey = m_keys.lastId();
    settings.rules = QString::fromStdString(m_keys.accessRules(m_address->isSharded));
    settings.clientName = "fanlight:check";
    m_commands = std::make_unique<RedisLink>(settings);
    m_subscriber = std::make_unique<RedisLink>(settings);
    connect(m_commands.get(), &RedisLink::lost, this,
        [this](const QString& reason) { fail(m_step, reason); });
    connect(m_commands.get(), &RedisLink::ready, this, [this] {
        pass(Reachable, QStringLiteral("connected to %1").arg(m_commands->endpoint().text()));
        checkVersion();
    });
    m_limit.start();
    m_commands->open();
}

void RedisChecker::pass(Step step, const QString& text)
{
    m_check.steps[step].outcome = RedisCheckStep::Outcome::Passed;
    m_check.steps[step].text = text;
    m_step = static_cast<Step>(step + 1);
    if (m_step == StepCount) {
        m_check.passed = true;
        finish();
    }
}

void RedisChecker::fail(Step step, const QString& text)
{
    if (m_isFinished)
        return;
    m_check.steps[step].outcome = RedisCheckStep::Outcome::Failed;
    m_check.steps[step].text = text;
    finish();
}

void RedisChecker::finish()
{
    if (m_isFinished)
        return;
    m_isFinished = true;
    m_limit.stop();
    // Not inside of a link's callback.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_history.reset();
            m_commands.reset();
            m_subscriber.reset();
            Q_EMIT finished(m_check);
        },
        Qt::QueuedConnection);
}

bool RedisChecker::failed(Step step, const Reply& reply, const QString& what)
{
    if (!reply.isError())
        return m_isFinished;
    const QString error = redis::toQString(reply.text());
    if (error.startsWith(QStringLiteral("NOPERM")))
        fail(step,
            QStringLiteral("This user may not %1; allow it in Redis (ACL SETUSER). Redis says: %2")
                .arg(what, error));
    else
        fail(step, QStringLiteral("Redis does not %1: %2").arg(what, error));
    return true;
}

void RedisChecker::checkVersion()
{
    m_commands->send({"INFO", "server"}, [this](const Reply& reply) {
        if (reply.isError() && reply.text().starts_with("NOPERM")) {
            pass(Version,
                QStringLiteral("not told to this user (INFO); %1.%2 or newer is needed")
                    .arg(LeastMajor)
                    .arg(LeastMinor));
            return checkSubscribe();
        }
        if (failed(Version, reply, QStringLiteral("tell its version (INFO)")))
            return;
        const QString info = redis::toQString(reply.text());
        const QString mark = QStringLiteral("redis_version:");
        const qsizetype at = info.indexOf(mark);
        const QString version = at < 0
            ? QString()
            : info.mid(at + mark.size(), info.indexOf(u'\r', at) - at - mark.size());
        const QStringList parts = version.split(u'.');
        const int major = parts.value(0).toInt();
        if (major < LeastMajor || (major == LeastMajor && parts.value(1).toInt() < LeastMinor))
            return fail(Version,
                QStringLiteral("Redis %1 is too old; %2.%3 or newer is needed.")
                    .arg(version)
                    .arg(LeastMajor)
                    .arg(LeastMinor));
        if (m_address->isSharded && major < ShardedMajor)
            return fail(Version,
                QStringLiteral("Redis %1 has no sharded pub/sub, which came with %2: leave out "
                               "?pubsub=sharded.")
                    .arg(version)
                    .arg(ShardedMajor));
        const bool isNode = info.contains(QStringLiteral("redis_mode:cluster"));
        if (isNode && m_address->kind != redis::RedisUrl::Kind::Cluster)
            return fail(Version,
                QStringLiteral("Redis at %1 is a node of a Redis Cluster: give it as "
                               "redis+cluster://%1.")
                    .arg(m_commands->endpoint().text()));
        pass(Version, QStringLiteral("Redis %1").arg(version));
        checkSubscribe();
    });
}

// Subscribing and publishing prove each other: what is published must come.
void RedisChecker::checkSubscribe()
{
    RedisLink::Handlers handlers;
    // its own channels, everyone's, and the one it hears itself on
    const std::array channels{
        m_channel, m_keys.broadcastChannel(), m_keys.loopChannel(m_name, "check")};
    handlers.subscription = [this, all = int(channels.size()) + (m_address->isSharded ? 1 : 0)](
                                std::string_view, std::int64_t, bool) {
        if (++m_subscribed < all)
            return;
        QString text
            = QStringLiteral("may subscribe to %1…").arg(redis::toQString(m_keys.prefix()));
        if (m_database != 0)
            text
                += QStringLiteral(". ") + QString::fromStdString(redis::databaseRemark(m_database));
        pass(Subscribe, text);
        checkPublish();
    };
    handlers.message = [this](std::string_view channel, std::string_view) {
        if (m_step == Publish && channel == m_channel)
            passPublish(m_heard);
    };
    m_subscriber->setHandlers(std::move(handlers));
    connect(m_subscriber.get(), &RedisLink::lost, this,
        [this](const QString& reason) { fail(m_step, reason); });
    connect(m_subscriber.get(), &RedisLink::ready, this, [this, channels] {
        m_subscribed = 0;
        const std::vector<std::string_view> views(channels.begin(), channels.end());
        m_subscriber->subscribe(views);
        if (m_address->isSharded)
            m_subscriber->ssubscribe({&views.back(), 1}); // which is here
    });
    m_subscriber->open();
}

void RedisChecker::checkPublish()
{
    m_commands->send(
        {"PUBLISH", m_keys.loopChannel(m_name, "check"), "1"}, [this](const Reply& reply) {
            failed(Publish, reply, QStringLiteral("publish to itself"));
        });
    if (m_address->isSharded) {
        const std::string loop = m_keys.loopChannel(m_name, "check");
        m_commands->send({"SPUBLISH", loop, "1"}, [this](const Reply& reply) {
            failed(Publish, reply, QStringLiteral("publish to shards (SPUBLISH)"));
        });
        m_commands->send({"PUBSUB", "SHARDNUMSUB", loop}, [this](const Reply& reply) {
            failed(Publish, reply, QStringLiteral("tell who listens (PUBSUB SHARDNUMSUB)"));
        });
    }
    m_commands->send({"PUBSUB", "NUMSUB", m_channel}, [this](const Reply& reply) {
        failed(Publish, reply, QStringLiteral("tell who listens (PUBSUB NUMSUB)"));
    });
    m_commands->send({"PUBLISH", m_channel, "1"}, [this](const Reply& reply) {
        if (!failed(Publish, reply, QStringLiteral("publish")))
            passPublish(m_answered);
    });
}

// Once both are true: what was published is heard, and everything that was asked is answered.
void RedisChecker::passPublish(bool& one)
{
    one = true;
    if (!m_heard || !m_answered || m_step != Publish)
        return;
    pass(Publish, QStringLiteral("published, and received again"));
    checkStreams();
}

void RedisChecker::checkStreams()
{
    m_commands->send({"XADD", m_key, "MAXLEN", "1", "*", "m", "1"}, [this](const Reply& reply) {
        failed(Streams, reply, QStringLiteral("write streams (XADD on fanlight:*)"));
    });
    m_commands->send({"PEXPIRE", m_key, "1000"}, [this](const Reply& reply) {
        failed(Streams, reply, QStringLiteral("let keys expire (PEXPIRE)"));
    });
    m_commands->send({"XRANGE", m_key, "-", "+"}, [this](const Reply& reply) {
        if (failed(Streams, reply, QStringLiteral("read streams (XRANGE)")))
            return;
        m_commands->send({"DEL", m_key}, {});
        pass(Streams, QStringLiteral("history can be written and read"));
        checkScripts();
    });
}

// As the hub itself proves it, so that this finds nothing good that the hub finds bad.
void RedisChecker::checkScripts()
{
    m_history = std::make_unique<RedisHistory>(*m_commands, m_keys, RedisHistory::Limits{});
    m_history->setGrant(redis::grantLine(
        *m_address, QString::fromStdString(m_keys.accessRules(m_address->isSharded)))
                            .toStdString());
    m_history->prove(m_name, m_channel, [this](bool, const std::string& error) {
        if (!error.empty())
            return fail(Scripts, QString::fromStdString(error));
        pass(Scripts, QStringLiteral("the script that publishes runs"));
        checkAudience();
    });
}

void RedisChecker::tryAll(
    Step step, const std::vector<std::vector<std::string>>& commands, const QString& passed)
{
    const auto isRefused = std::make_shared<bool>(false);
    for (std::size_t i = 0; i < commands.size(); ++i) {
        const std::vector<std::string>& command = commands[i];
        const std::vector<std::string_view> views(command.begin(), command.end());
        const bool isLast = i + 1 == commands.size();
        const QString what
            = redis::toQString(command.size() > 1 ? command[0] + " on " + command[1] : command[0]);
        m_commands->send(views, [this, step, isRefused, isLast, what, passed](const Reply& reply) {
            if (m_isFinished || *isRefused)
                return;
            *isRefused = failed(step, reply, QStringLiteral("do what the hub does, ") + what);
            if (*isRefused || !isLast)
                return;
            pass(step, passed);
            if (m_step == Instances)
                checkInstances();
        });
    }
}

// The names are those of this check, which nobody reads; what it writes it takes away again.
void RedisChecker::checkAudience()
{
    const std::string followers = m_keys.followers(m_name);
    const std::string interests = m_keys.interests(m_name);
    tryAll(AudienceSets,
        {{"SADD", followers, "1"}, {"SADD", interests, "1"}, {"SCARD", followers},
            {"SISMEMBER", followers, "1"}, {"SMISMEMBER", interests, "1"},
            {"SSCAN", followers, "0"}, {"SREM", followers, "1"}, {"UNLINK", followers},
            {"UNLINK", interests}, {"SCAN", "0", "COUNT", "1"}},
        QStringLiteral("followers and interests can be written and read"));
}

void RedisChecker::checkInstances()
{
    const std::string own = m_keys.instance(m_name);
    const std::string receipt = m_keys.receipt(m_name);
    const std::string receiptId = m_keys.receiptId(m_name);
    tryAll(Instances,
        {{"TIME"}, {"HSET", own, "f", "1"}, {"PEXPIRE", own, "1000"}, {"HGETALL", own},
            {"DEL", own}, {"ZADD", m_keys.instances(), "0", m_name},
            {"ZREM", m_keys.instances(), m_name}, {"ZRANGE", m_keys.instances(), "0", "0"},
            {"ZREMRANGEBYSCORE", m_keys.instances(), "-inf", "0"}, {"HSET", receipt, "f", "1"},
            {"EXPIRE", receipt, "1"}, {"HGETALL", receipt}, {"DEL", receipt},
            {"SET", receiptId, "1", "EX", "1"}, {"GET", receiptId}, {"DEL", receiptId},
            {"HMGET", m_keys.heads(), "since"}, {"HGETALL", m_keys.stands()},
            {"HDEL", m_keys.stands(), m_name}, {"XREVRANGE", m_key, "+", "-", "COUNT", "1"},
            {"XDEL", m_key, "0-1"}},
        QStringLiteral("this instance can be seen by others, and receipts can be kept"));
}

} // namespace fanlight
