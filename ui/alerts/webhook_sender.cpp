// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/webhook_sender.h"

#include "auth/endpoint_url.h"

#include <QLoggingCategory>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

Q_LOGGING_CATEGORY(webhookLog, "fanlight.alerts", QtInfoMsg)

constexpr qint64 MostAnswerBytes = 64 << 10; // more than that is not waited for
constexpr int RetryGrowth = 4;
constexpr std::size_t MostProblems = 20; // webhooks that are told of

// Answers of HTTP.
constexpr int HookLeadsOn = 300;
constexpr int HookRefuses = 400;
constexpr int HookTimedOut = 408;
constexpr int HookHasTooMany = 429;
constexpr int HookFails = 500;

qint64 steadyMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

// It will be the same the next time.
bool isFinalAnswer(int status)
{
    return status >= HookLeadsOn && status < HookFails && status != HookTimedOut
        && status != HookHasTooMany;
}

} // namespace

WebhookSender::WebhookSender(const Patience& patience, QObject* parent)
    : QObject(parent)
    , m_patience(patience)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &WebhookSender::pump);
}

WebhookSender::~WebhookSender()
{
    for (Job& job : m_jobs) {
        if (job.reply)
            job.reply->disconnect(this);
    }
}

QString WebhookSender::problemOf(const QString& url)
{
    using Wrong = auth::EndpointFault;
    switch (auth::endpointFault(url.trimmed())) {
    case Wrong::TooLong:
        return tr("This address is too long.");
    case Wrong::NoUrl:
        return tr("Write an address like https://hooks.example/path.");
    case Wrong::HasUser:
        return tr("An address here has no user, no password and no part behind #.");
    case Wrong::OpenHttp:
        return tr("By http:// anybody on the way could read it: use https:// (http:// goes to this "
                  "machine, private addresses and names of a local network).");
    case Wrong::None:
        break;
    }
    return {};
}

QString WebhookSender::shown(const QUrl& url)
{
    return url.scheme() + "://"_L1 + url.authority(QUrl::FullyEncoded).section(u'@', -1) + u"/…"_s;
}

int WebhookSender::inFlight() const
{
    return int(
        std::count_if(m_jobs.begin(), m_jobs.end(), [](const Job& job) { return job.reply; }));
}

void WebhookSender::send(Post post)
{
    m_jobs.push_back({std::move(post), 0, nullptr, 0, false});
    if (waiting() > MostWaiting) {
        const auto oldest
            = std::find_if(m_jobs.begin(), m_jobs.end(), [](const Job& job) { return !job.reply; });
        take(oldest, tr("too many wait to be sent"), true, 0);
    }
    pump();
}

void WebhookSender::pump()
{
    const qint64 nowMs = steadyMs();
    qint64 nextMs = 0;
    int flying = inFlight();
    QStringList busy; // keys of which something older is not through yet
    for (Job& job : m_jobs) {
        const bool isFirst = !busy.contains(job.post.key);
        busy << job.post.key;
        if (job.reply || !isFirst || flying >= MostInFlight)
            continue;
        if (job.notBeforeMs > nowMs) {
            nextMs = nextMs == 0 ? job.notBeforeMs : std::min(nextMs, job.notBeforeMs);
            continue;
        }
        begin(job);
        ++flying;
    }
    if (nextMs > 0)
        m_timer.start(std::chrono::milliseconds(nextMs - nowMs));
}

void WebhookSender::begin(Job& job)
{
    ++job.attempt;
    job.isTimedOut = false;
    QNetworkRequest request(job.post.url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("User-Agent", "fanlight/" FANLIGHT_VERSION);
    for (const auto attribute :
        {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute,
            QNetworkRequest::AuthenticationReuseAttribute})
        request.setAttribute(attribute, QNetworkRequest::Manual);
    QNetworkReply* const reply = m_network.post(request, job.post.body);
    job.reply = reply;
    reply->setReadBufferSize(MostAnswerBytes);
    connect(reply, &QNetworkReply::finished, this, [this, reply] { finish(reply); });
    connect(reply, &QNetworkReply::readyRead, this, [reply, read = qint64(0)]() mutable {
        read += reply->readAll().size();
        if (read > MostAnswerBytes)
            QMetaObject::invokeMethod(reply, &QNetworkReply::abort, Qt::QueuedConnection);
    });
    QTimer::singleShot(m_patience.answer, reply, [this, reply] {
        for (Job& one : m_jobs)
            one.isTimedOut = one.isTimedOut || one.reply == reply;
        reply->abort();
    });
}

void WebhookSender::finish(QNetworkReply* reply)
{
    const auto job = std::find_if(
        m_jobs.begin(), m_jobs.end(), [reply](const Job& one) { return one.reply == reply; });
    reply->deleteLater();
    if (job == m_jobs.end())
        return;
    job->reply = nullptr;
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QString problem = job->isTimedOut && status == 0
        ? tr("it did not answer within %1 s").arg(double(m_patience.answer.count()) / 1000)
        : problemOf(*reply, status);
    bool isNumber = false;
    const qint64 asked = reply->rawHeader("Retry-After").trimmed().toLongLong(&isNumber);
    const qint64 mostMs = m_patience.longestRetry.count();
    take(job, problem, isFinalAnswer(status),
        isNumber && asked > 0 ? std::min(asked, mostMs / 1000 + 1) * 1000 : 0);
    pump();
}

// Without what Qt says of it, which names the whole URL.
QString WebhookSender::problemOf(const QNetworkReply& reply, int status)
{
    if (status >= HookLeadsOn && status < HookRefuses)
        return tr("it answers %1 and leads elsewhere, which is not followed").arg(status);
    if (status >= HookRefuses)
        return tr("it answers %1").arg(status);
    if (status != 0)
        return {};
    switch (reply.error()) {
    case QNetworkReply::NoError:
        return {};
    case QNetworkReply::ConnectionRefusedError:
        return tr("nobody listens there");
    case QNetworkReply::HostNotFoundError:
        return tr("there is no such host");
    case QNetworkReply::RemoteHostClosedError:
        return tr("it closed the connection");
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
        return tr("it did not answer in time");
    case QNetworkReply::SslHandshakeFailedError:
        return tr("its certificate is not one to trust");
    default:
        return tr("it cannot be reached (%1)").arg(int(reply.error()));
    }
}

void WebhookSender::take(
    std::deque<Job>::iterator job, const QString& problem, bool isFinal, qint64 waitMs)
{
    const QUrl url = job->post.url;
    const bool isOver = problem.isEmpty() || isFinal || job->attempt >= job->post.attempts;
    if (job->post.attempts > 1) // else it is a test, and its dialog says so
        note(url, problem);
    if (!isOver) {
        qint64 backOff = m_patience.firstRetry.count();
        for (int i = 1; i < job->attempt; ++i)
            backOff = std::min<qint64>(backOff * RetryGrowth, m_patience.longestRetry.count());
        // so that many that failed at once do not come back at once
        backOff += qint64(QRandomGenerator::global()->bounded(int(backOff / 4) + 1));
        job->notBeforeMs = steadyMs() + std::max(backOff, waitMs);
        return;
    }
    if (!problem.isEmpty() && job->post.attempts > 1)
        qCWarning(webhookLog).noquote() << "webhook" << shown(url) << "is given up after"
                                        << job->attempt << "attempt(s):" << problem;
    const auto done = std::move(job->post.done);
    m_jobs.erase(job);
    if (done)
        done(problem);
}

void WebhookSender::note(const QUrl& url, const QString& problem)
{
    const QString host = shown(url);
    const auto known = m_problems.find(host);
    const bool isKnown = known != m_problems.end();
    if (problem.isEmpty()) {
        if (!isKnown)
            return;
        m_problems.erase(known);
        qCInfo(webhookLog).noquote() << "webhook" << host << "takes alerts again";
    } else if (isKnown && known->second == problem) {
        return;
    } else {
        qCWarning(webhookLog).noquote()
            << "webhook" << host << "does not take an alert:" << problem;
        if (isKnown || m_problems.size() < MostProblems)
            m_problems[host] = problem;
    }
    Q_EMIT problemsChanged();
}

QStringList WebhookSender::problems() const
{
    QStringList lines;
    for (const auto& [host, problem] : m_problems)
        lines << tr("%1: %2", "a webhook, what is wrong with it").arg(host, problem);
    return lines;
}

} // namespace fanlight
