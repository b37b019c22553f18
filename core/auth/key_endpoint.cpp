// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/key_endpoint.h"

#include "auth/auth_log.h"
#include "auth/endpoint_url.h"
#include "http/lone_request.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>
#include <chrono>

namespace fanlight::auth {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MaxKeyRedirects = 3;
constexpr std::chrono::milliseconds MostKeyRetry{5 * 60'000};

std::uint64_t steadyNs()
{
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::steady_clock::now().time_since_epoch())
                                          .count());
}

} // namespace

KeyEndpoint::KeyEndpoint(Settings settings, Take take)
    : m_settings(std::move(settings))
    , m_take(std::move(take))
    , m_shown(shownUrl(m_settings.url))
    , m_timer(this)
    , m_patience(this)
{
    m_timer.setSingleShot(true);
    m_patience.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &KeyEndpoint::fetch);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_refusal
            = u"it did not answer within %1 s"_s.arg(double(m_settings.timeout.count()) / 1000);
        if (m_reply)
            m_reply->abort();
    });
}

KeyEndpoint::~KeyEndpoint()
{
    giveUp();
}

void KeyEndpoint::giveUp()
{
    m_isOver = true;
    m_timer.stop();
    if (m_reply)
        m_reply->disconnect(this);
    for (const Waiting& one : std::exchange(m_waiting, {}))
        one.done(Outcome::Away);
}

void KeyEndpoint::start()
{
    m_network = std::make_unique<QNetworkAccessManager>();
    fetch();
}

void KeyEndpoint::want(const std::string& keyId, std::function<void(Outcome)> done)
{
    if (m_isOver)
        return done(Outcome::Away);
    if (m_reply) {
        if (m_waiting.size() >= MaxWaiting)
            return done(Outcome::Away);
        m_waiting.push_back({keyId, std::move(done)});
        return;
    }
    const std::uint64_t sinceMs = (steadyNs() - m_startedNs) / 1'000'000;
    if (m_startedNs != 0 && sinceMs < std::uint64_t(m_settings.leastInterval.count())) {
        if (m_isFailing || !m_hasKeys)
            return done(Outcome::Away);
        return done(m_missing.contains(keyId) ? Outcome::Fresh : Outcome::TooSoon);
    }
    m_waiting.push_back({keyId, std::move(done)});
    fetch();
}

void KeyEndpoint::fetch()
{
    if (m_reply || !m_network || m_isOver)
        return;
    m_timer.stop();
    m_startedNs = steadyNs();
    m_body.clear();
    m_refusal.clear();
    QNetworkRequest request = http::loneRequest(m_settings.url);
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::SameOriginRedirectPolicy);
    request.setMaximumRedirectsAllowed(MaxKeyRedirects);
    request.setRawHeader("Accept", "application/jwk-set+json, application/json");
    // what is packed could unpack to more than there is memory for
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("User-Agent", "fanlight/" FANLIGHT_VERSION);
    m_reply = m_network->get(request);
    m_reply->setReadBufferSize(qint64(jwt::MaxKeyFileBytes));
    connect(m_reply, &QNetworkReply::readyRead, this, &KeyEndpoint::readMore);
    connect(m_reply, &QNetworkReply::finished, this, &KeyEndpoint::finished);
    m_patience.start(m_settings.timeout);
}

void KeyEndpoint::readMore()
{
    m_body += m_reply->readAll();
    if (m_body.size() <= qsizetype(jwt::MaxKeyFileBytes))
        return;
    m_refusal = u"its answer is longer than %1 KiB"_s.arg(jwt::MaxKeyFileBytes >> 10);
    m_reply->abort();
}

void KeyEndpoint::finished()
{
    m_patience.stop();
    QNetworkReply* const reply = std::exchange(m_reply, nullptr);
    reply->deleteLater();
    if (reply->isOpen())
        m_body += reply->readAll();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    QString why = m_refusal;
    if (why.isEmpty() && status != 0 && status != 200)
        why = u"it answers %1"_s.arg(status);
    if (why.isEmpty() && reply->error() != QNetworkReply::NoError)
        why = shownError(reply->errorString(), m_settings.url);
    if (why.isEmpty())
        why = take(m_body);
    m_body.clear();
    if (!why.isEmpty())
        return fail(why);
    m_retry = Milliseconds(0);
    conclude(Outcome::Fresh, refreshOf(reply->rawHeader("Cache-Control"), m_settings));
}

QString KeyEndpoint::take(const QByteArray& body)
{
    jwt::KeysRead read = jwt::readKeys({body.constData(), std::size_t(body.size())});
    if (!read.error.empty())
        return u"what it answers with are no keys: "_s % QString::fromStdString(read.error);
    const std::size_t all = read.keys.size();
    std::erase_if(read.keys, [](const jwt::Key& key) { return key.isSecret(); });
    if (read.keys.empty())
        return u"what it answers with are secrets, and whoever reads them could sign"_s;
    const QByteArray digest = QCryptographicHash::hash(body, QCryptographicHash::Sha256);
    const bool areOthers = digest != std::exchange(m_lastBody, digest);
    if (areOthers) {
        for (const std::string& other : read.passedOver)
            qCInfo(authLog, "%s: passed over %s", qPrintable(m_shown), other.c_str());
        if (all > read.keys.size())
            qCWarning(authLog,
                "%s holds secrets, which are passed over: whoever reads them there "
                "could sign",
                qPrintable(m_shown));
        qCInfo(authLog, "%zu keys read from %s", read.keys.size(), qPrintable(m_shown));
    } else if (m_isFailing) {
        qCInfo(authLog, "%s answers again", qPrintable(m_shown));
    }
    for (jwt::Key& key : read.keys)
        key.setOrigin({"JWKS", QDateTime::currentMSecsSinceEpoch()});
    m_isFailing = false;
    m_hasKeys = true;
    m_take(std::move(read.keys), areOthers);
    return {};
}

void KeyEndpoint::fail(const QString& why)
{
    if (!std::exchange(m_isFailing, true))
        qCWarning(authLog, "--jwks-url: %s cannot be read: %s; %s", qPrintable(m_shown),
            qPrintable(why),
            m_hasKeys ? "the keys it had before go on"
                      : "until it can, tokens of its keys open nothing");
    m_retry = std::clamp(
        2 * m_retry, m_settings.leastInterval, std::max(m_settings.leastInterval, MostKeyRetry));
    conclude(Outcome::Away, m_retry);
}

void KeyEndpoint::conclude(Outcome outcome, Milliseconds next)
{
    m_timer.start(next);
    if (outcome == Outcome::Fresh)
        m_missing.clear();
    // who is told may come with another question at once
    for (const Waiting& one : std::exchange(m_waiting, {})) {
        if (outcome == Outcome::Fresh && m_missing.size() < MaxMissing)
            m_missing.insert(one.keyId);
        one.done(outcome);
    }
}

std::chrono::milliseconds KeyEndpoint::refreshOf(
    const QByteArray& cacheControl, const Settings& settings)
{
    Milliseconds age = settings.usualRefresh;
    for (const QByteArray& part : cacheControl.toLower().split(',')) {
        const QByteArray directive = part.trimmed();
        bool isNumber = false;
        if (directive == "no-store" || directive == "no-cache")
            age = settings.leastRefresh;
        else if (directive.startsWith("max-age=")) {
            const qlonglong seconds = directive.mid(8).toLongLong(&isNumber);
            if (isNumber && seconds >= 0)
                age = Milliseconds(std::min<qlonglong>(seconds, 365LL * 86'400) * 1000);
        }
    }
    return std::clamp(age, settings.leastRefresh, settings.mostRefresh);
}

} // namespace fanlight::auth
