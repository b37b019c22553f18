// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/remote_session.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int IdlePolls = 5; // of a hub that may not be looked at: so many times more seldom
constexpr QLatin1StringView UsualView("sample"); // tells that the hub lives
constexpr QLatin1StringView FirstView("faults"); // a few bytes

qint64 sessionNowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

RemoteSession::RemoteSession(RemoteAddress address, const RemotePatience& patience, QObject* parent)
    : QObject(parent)
    , m_patience(patience)
    , m_requests(std::move(address), patience, this)
    , m_link(m_requests, patience, this)
    , m_backOff(patience)
    , m_retryTimer(this)
    , m_pollTimer(this)
    , m_views{UsualView}
{
    m_status.state = HubLink::State::Connecting;
    m_status.sinceMs = sessionNowMs();
    m_retryTimer.setSingleShot(true);
    m_pollTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &RemoteSession::attempt);
    connect(&m_pollTimer, &QTimer::timeout, this, &RemoteSession::poll);
    connect(&m_link, &AdminLink::ended, this, &RemoteSession::fail);
    connect(&m_link, &AdminLink::received, this, [this](const QJsonObject& data, bool isSnapshot) {
        m_place = m_link.lastEventId();
        hear();
        Q_EMIT received(data, isSnapshot);
        if (m_link.isOpen())
            become(HubLink::State::Connected);
    });
}

RemoteSession::~RemoteSession()
{
    m_link.close();
}

void RemoteSession::start()
{
    const QString wrong = RemoteAddress::objection(m_requests.address().url);
    if (wrong.isEmpty())
        return attempt();
    become(HubLink::State::Refused, {LinkProblem::Kind::Unwilling, wrong, 0});
}

void RemoteSession::stop()
{
    end();
    m_retryTimer.stop();
    m_place.clear();
    m_wasUp = false;
    m_backOff.reset();
    m_problem = {};
    m_status = {};
    m_status.state = HubLink::State::Connecting;
    m_status.sinceMs = sessionNowMs();
}

// Of the attempt that is under way; answers to it come too late from now on.
void RemoteSession::end()
{
    ++m_attempt;
    m_pollTimer.stop();
    m_link.close();
    m_streamId.clear();
}

void RemoteSession::tryNow()
{
    if (!m_retryTimer.isActive())
        return;
    m_backOff.reset();
    attempt();
}

void RemoteSession::hear()
{
    m_status.heardAtMs = sessionNowMs();
}

void RemoteSession::become(HubLink::State state, const LinkProblem& problem)
{
    m_problem = problem;
    if (state == HubLink::State::Connected) {
        m_wasUp = true;
        m_backOff.reset();
        m_status.retryAtMs = 0;
    }
    if (m_status.state == state && m_status.problem == problem.text
        && state == HubLink::State::Connected)
        return;
    if (m_status.state != state)
        m_status.sinceMs = sessionNowMs();
    m_status.state = state;
    m_status.problem = problem.text;
    Q_EMIT linkChanged(m_status);
}

void RemoteSession::attempt()
{
    m_retryTimer.stop();
    end();
    HubRequests::Call call;
    call.path = u"/api/whoami"_s;
    m_requests.ask(call, [this, attempt = m_attempt](const HubAnswer& answer) {
        if (attempt == m_attempt)
            takeIdentity(answer);
    });
}

void RemoteSession::takeIdentity(const HubAnswer& answer)
{
    if (!answer.isGood())
        return fail(answer.problem);
    const std::optional<HubIdentity> identity = HubIdentity::read(answer.object);
    if (!identity)
        return fail(link_problem::notFanlight(m_requests.address().url));
    const bool isOther = identity->role != m_identity.role
        || identity->version != m_identity.version || identity->features != m_identity.features
        || identity->caller != m_identity.caller || identity->instance != m_identity.instance;
    m_identity = *identity;
    if (isOther)
        Q_EMIT identityChanged();
    if (m_identity.role == Role::None || m_identity.role == Role::User)
        return fail({LinkProblem::Kind::Unwilling,
            RemoteText::tr("This token is of no role that may do anything here: give the hub one "
                           "of the role monitor, publish or admin."),
            403});
    if (m_identity.mayLook() && m_identity.has(HubIdentity::AdminStream))
        // what is looked at follows with the places where it goes on, unless all of it goes on
        return m_link.open(m_place.isEmpty() ? QStringList{FirstView} : m_views, m_place);
    poll();
}

// Of a hub that may not be looked at it is asked whether it is there.
void RemoteSession::poll()
{
    const bool mayLook = m_identity.mayLook();
    HubRequests::Call call;
    call.path = mayLook ? u"/api/stats"_s : u"/api/whoami"_s;
    m_requests.ask(call, [this, mayLook, attempt = m_attempt](const HubAnswer& answer) {
        if (attempt != m_attempt)
            return;
        if (!answer.isGood())
            return fail(answer.problem);
        hear();
        if (mayLook)
            Q_EMIT polled(answer.object);
        if (attempt != m_attempt)
            return; // what it told cannot be
        become(HubLink::State::Connected);
        m_pollTimer.start(mayLook ? m_patience.poll : m_patience.poll * IdlePolls);
    });
}

void RemoteSession::drop(const LinkProblem& problem)
{
    m_place.clear();
    fail(problem);
}

void RemoteSession::fail(const LinkProblem& problem)
{
    const std::chrono::milliseconds asked = m_link.retry();
    end();
    const bool isUnwilling = problem.kind == LinkProblem::Kind::Unwilling;
    const auto wait = isUnwilling ? m_patience.refusedRetry
                                  : m_backOff.next(QRandomGenerator::global()->generate(),
                                      std::min(asked, m_patience.mostRetry));
    m_retryTimer.start(wait);
    m_status.retryAtMs = sessionNowMs() + wait.count();
    become(isUnwilling ? HubLink::State::Refused
            : m_wasUp  ? HubLink::State::Lost
                       : HubLink::State::Connecting,
        problem);
}

// ---------------------------------------------------------------- what is looked at

void RemoteSession::setViews(const QStringList& views)
{
    QStringList all = views;
    if (!all.contains(UsualView))
        all.prepend(UsualView);
    if (all == m_views)
        return;
    m_views = all;
    patchLater();
}

void RemoteSession::setRecorded(const QStringList& views)
{
    const QString name = u"record"_s;
    const QJsonArray list = QJsonArray::fromStringList(views);
    if (m_details.value(name).toArray() == list)
        return;
    if (views.isEmpty())
        m_details.remove(name);
    else
        m_details.insert(name, list);
    patchLater();
}

void RemoteSession::setDetail(const QString& view, const QJsonObject& detail)
{
    if (m_details.value(view) == detail)
        return;
    m_details.insert(view, detail);
    patchLater();
}

void RemoteSession::setStreamId(const QString& id)
{
    if (id == m_streamId)
        return;
    m_streamId = id;
    m_isNew = true;
    patchLater();
}

void RemoteSession::patchLater()
{
    if (m_patchIsDue)
        return;
    m_patchIsDue = true;
    QMetaObject::invokeMethod(this, &RemoteSession::patch, Qt::QueuedConnection);
}

void RemoteSession::patch()
{
    if (!m_patchIsDue || m_isPatching || m_streamId.isEmpty()) {
        m_patchIsDue = m_patchIsDue && m_isPatching; // a new stream is told all of it
        return;
    }
    m_patchIsDue = false;
    m_isPatching = true;
    QJsonObject body = m_details;
    body["views"_L1] = QJsonArray::fromStringList(m_views);
    if (std::exchange(m_isNew, false) && m_places) {
        if (const QJsonObject places = m_places(); !places.isEmpty())
            body["since"_L1] = places;
    }
    HubRequests::Call call;
    call.method = "PATCH";
    call.path = u"/api/admin/stream/"_s + HubRequests::segment(m_streamId);
    call.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    m_requests.ask(call, [this, attempt = m_attempt](const HubAnswer& answer) {
        m_isPatching = false;
        const bool isOfNow = attempt == m_attempt;
        const QString error = link_problem::tidied(answer.object["error"_L1].toString());
        if (answer.status == 400 || answer.status == 403 || answer.status == 409)
            // “tap: another window …”, “messages.count: must be …”
            Q_EMIT refusedDetail(error.section(u':', 0, 0).section(u'.', 0, 0), error);
        else if (isOfNow && answer.status == 404)
            return drop(RemoteText::tr("The stream was ended by the hub."));
        if (isOfNow && !answer.isGood())
            Q_EMIT patchFailed(answer.problem);
        if (m_patchIsDue)
            patch();
    });
}

} // namespace fanlight
