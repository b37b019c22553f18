// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/publish_desk.h"

#include "format.h"
#include "percentiles.h"
#include "publish/placeholders.h"
#include "publish/delivery_card.h"
#include "publish/publish_check.h"

#include <QDateTime>
#include <QFileInfo>
#include <QPointer>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr qsizetype MostFollowed = 1000;
constexpr std::chrono::milliseconds RunTick{100};
constexpr qint64 BatchPatienceMs = 2000; // after the window: two samples, and some

QString actionText(
    const PublishRequest& request, quint64 recipients, double percent, double latencyMs)
{
    QString reached = reachedText(request, recipients);
    if (recipients == 0)
        return reached;
    QString text = PublishDesk::tr("%1: sent to %2").arg(audienceText(request), reached);
    if (request.kind == PublishKind::Fanout)
        text = PublishDesk::tr("fan-out by author %1 to %2").arg(request.authorId, reached);
    else if (request.kind == PublishKind::Named && request.broadcast)
        text = PublishDesk::tr("broadcast to %1").arg(reached);
    if (isKnown(latencyMs))
        return PublishDesk::tr("%1, %2 %3 ms", "what was sent, a percentile, its value")
            .arg(text, Percentiles::name(percent), format::milliseconds(latencyMs));
    return text;
}

// All that decides whom a request reaches.
PublishRequest audienceOf(const PublishRequest& request)
{
    PublishRequest audience;
    audience.kind = request.kind;
    audience.authorId = request.authorId;
    audience.userIds = withValues(request, {}).userIds;
    audience.broadcast = request.broadcast;
    audience.type = effectiveType(request);
    return audience;
}

bool sameAudience(const PublishRequest& a, const PublishRequest& b)
{
    return a.kind == b.kind && a.authorId == b.authorId && a.userIds == b.userIds
        && a.broadcast == b.broadcast && a.type == b.type;
}

} // namespace

PublishDesk::PublishDesk(Hands hands, const Paths& paths, QObject* parent)
    : QObject(parent)
    , m_hands(std::move(hands))
    , m_keeper(m_sent, paths.sent)
    , m_templates(paths.templates)
    , m_draft(QFileInfo(paths.sent).absolutePath() + u"/draft.json"_s)
    , m_reach(m_hands.reach, {})
    , m_run(m_hands.publish)
{
    m_runTick.setInterval(RunTick);
    connect(&m_runTick, &QTimer::timeout, this, &PublishDesk::showRun);
    connect(&m_run, &RepeatRun::answered, this,
        [this](const PublishResult& result) { m_runFollow.answered(result); });
    connect(&m_run, &RepeatRun::ended, this, &PublishDesk::showRun);
    connect(&m_run, &RepeatRun::settled, this, &PublishDesk::runSettled);
    connect(&m_reach, &ReachWatch::changed, this, &PublishDesk::reachChanged);
    connect(&m_keeper, &SentKeeper::problemChanged, this, &PublishDesk::fileProblemChanged);
    connect(&m_templates, &TemplateStore::problemChanged, this, &PublishDesk::fileProblemChanged);
    connect(&m_draft, &DraftKeeper::problemChanged, this, &PublishDesk::fileProblemChanged);
}

PublishDesk::~PublishDesk() = default;

QString PublishDesk::fileProblem() const
{
    for (const QString& problem : {m_keeper.problem(), m_templates.problem()}) {
        if (!problem.isEmpty())
            return problem;
    }
    return m_draft.problem();
}

void PublishDesk::setSeen(bool seen)
{
    m_seen = seen;
    m_reach.setActive(seen);
    if (seen && m_run.isRunning())
        showRun();
}

void PublishDesk::takeStatus(const HubStatus& status)
{
    m_listening = status.state == HubState::Listening;
    if (!m_listening)
        m_run.stop(tr("the hub is not listening"));
    if (std::exchange(m_startedAtMs, status.startedAtMs) != status.startedAtMs) {
        m_followed.clear(); // nothing more is heard of them
        m_runFollow.forgetReceipts();
    }
    m_reachRequest.reset(); // whom it reaches now is another question
}

void PublishDesk::takeSample(const MetricsSample& sample)
{
    if (std::exchange(m_connections, sample.connections) != sample.connections)
        m_reach.refreshSoon();
    if (!m_batch.active)
        return;
    m_batch.in += sample.batchedIn;
    m_batch.out += sample.batchedOut;
    const bool all = m_runFollow.deliveries() > 0 && m_batch.in >= m_runFollow.deliveries();
    if (m_batch.untilMs > 0 && (all || sample.timeMs >= m_batch.untilMs))
        showBatchOutcome();
}

void PublishDesk::takeReceipt(const ReceiptSnapshot& receipt)
{
    if (m_runFollow.take(receipt)) {
        if (!m_runTick.isActive() && m_seen)
            m_runTick.start();
        return;
    }
    const auto followed = m_followed.find(receipt.number);
    if (receipt.number == 0 || followed == m_followed.end())
        return;
    m_sent.update(followed->sentKey, 1, receipt.total.recipients, receipt.total.ackMs(99));
    m_sent.setReceipt(followed->sentKey,
        {receipt.id, followed->remark, receipt.total,
            receipt.parts.size() > 1 ? receipt.parts : std::vector<ReceiptSnapshot::Part>()});
    if (receipt.number == m_shownReceipt)
        Q_EMIT receiptShown(receipt);
    if (!receipt.settled)
        return;
    if (receipt.number == m_shownReceipt)
        Q_EMIT lastAction(actionText(followed->request, receipt.total.recipients, m_sent.percent(),
            receipt.total.ackMs(m_sent.percent())));
    m_followed.erase(followed);
}

void PublishDesk::setPercent(double percent)
{
    m_sent.setPercent(percent);
}

void PublishDesk::setHub(const HubOptions& options)
{
    m_hub = options;
}

void PublishDesk::watchReach(const PublishRequest& request)
{
    const PublishRequest audience = audienceOf(request);
    const bool asks = m_listening && publishProblem(audience, m_hub).isEmpty();
    if (asks && m_reachRequest && sameAudience(*m_reachRequest, audience))
        return;
    m_reachRequest = asks ? std::optional(audience) : std::nullopt;
    m_reach.setRequest(m_reachRequest);
}

QString PublishDesk::blockedReason(PublishMode mode, const QString& problem) const
{
    if (!m_listening)
        return tr("The hub is not listening: start it to send.");
    if (mode == PublishMode::Batch && m_run.isRunning())
        return tr("Something is being sent again and again: stop it first.");
    if (!problem.isEmpty() || !m_reachRequest || !m_reach.reach())
        return problem;
    return emptyAudience(*m_reachRequest, *m_reach.reach());
}

// -- once

void PublishDesk::send(const PublishRequest& request)
{
    publish(withValues(request, PlaceholderValues::next(1)), request);
}

void PublishDesk::sendExactly(const PublishRequest& request)
{
    publish(request, request);
}

void PublishDesk::sendAgain(int row)
{
    const SentEntry entry = m_sent.entry(row);
    if (entry.sentAs != SentAs::Batch)
        publish(withValues(entry.request, PlaceholderValues::next(1)), entry.request);
    else if (m_run.isRunning())
        Q_EMIT lastAction(tr("not sent: something is being sent again and again"));
    else
        startRun(
            entry.request, SentAs::Batch, {0, std::clamp<quint64>(entry.count, 1, MostBatchCount)});
}

void PublishDesk::publish(const PublishRequest& request, const PublishRequest& asWritten)
{
    m_hands.publish(request, [desk = QPointer(this), asWritten](const PublishResult& result) {
        if (desk)
            desk->showResult(asWritten, result);
    });
}

void PublishDesk::showResult(const PublishRequest& request, const PublishResult& result)
{
    Q_EMIT resultShown(request, result);
    m_shownReceipt = result.receipt;
    ++m_shown;
    if (!result.error.isEmpty()) {
        Q_EMIT lastAction(tr("not sent: %1").arg(result.error));
        return;
    }
    SentEntry entry;
    entry.timeMs = QDateTime::currentMSecsSinceEpoch();
    entry.request = request;
    entry.recipients = result.recipients;
    entry.receipt.id = result.id;
    entry.receipt.remark = remarkOf(result);
    entry.receipt.total.recipients = result.recipients;
    entry.receipt.isKnown = true;
    const quint64 key = m_sent.add(entry);
    if (result.receipt != 0 && m_followed.size() < MostFollowed)
        m_followed.insert(result.receipt, {request, key, entry.receipt.remark});
    if (result.repeated) {
        Q_EMIT lastAction(tr("not published again: its key was used before"));
        return;
    }
    if (result.recipients == 0)
        explain(request);
    Q_EMIT lastAction(actionText(request, result.recipients, m_sent.percent(), Unknown));
}

// Nobody received it: not there, or there and taking no such type? The hub knows.
void PublishDesk::explain(const PublishRequest& request)
{
    m_hands.reach(
        audienceOf(request), [desk = QPointer(this), request, shown = m_shown](const Reach& reach) {
            if (!desk || desk->m_shown != shown)
                return;
            const QString why = whyNobody(request, reach, desk->m_hub.historyCount > 0);
            if (!why.isEmpty())
                Q_EMIT desk->explained(why);
        });
}

void PublishDesk::showSent(int row)
{
    m_shownReceipt = 0; // what comes of the latest goes into its row alone
    ++m_shown;
    Q_EMIT sentShown(m_sent.entry(row));
}

// -- again and again

void PublishDesk::sendBatch(const PublishRequest& request, int count)
{
    startRun(request, SentAs::Batch, {0, quint64(count)});
}

void PublishDesk::repeat(const PublishRequest& request, const RepeatPlan& plan)
{
    startRun(request, SentAs::Repeat, plan);
}

void PublishDesk::stop()
{
    m_run.stop();
}

void PublishDesk::startRun(const PublishRequest& request, SentAs sentAs, const RepeatPlan& plan)
{
    m_runFollow.begin(request, sentAs);
    m_runKey = 0;
    m_shownReceipt = 0;
    ++m_shown;
    m_batch = {};
    m_batch.active = sentAs == SentAs::Batch;
    m_runShown = m_shown;
    m_runRemark.clear();
    Q_EMIT noted({}); // what was said of the one before
    m_runTick.start();
    m_run.start(request, plan);
    showRun();
}

void PublishDesk::runSettled()
{
    showRun();
    if (m_batch.active) {
        m_batch.untilMs = QDateTime::currentMSecsSinceEpoch() + m_run.request().batch.windowMs
            + BatchPatienceMs;
        if (m_runFollow.deliveries() == 0)
            showBatchOutcome(); // nobody was there: no sample will tell more
    } else {
        if (!m_run.reason().isEmpty())
            Q_EMIT noted(m_run.text());
        keepRun(m_run.reason().isEmpty() ? QString() : m_run.text());
        Q_EMIT lastAction(tr("repeated: %1").arg(m_run.text()));
    }
}

void PublishDesk::showBatchOutcome()
{
    m_batch.active = false;
    const QString text
        = batchText(m_run.taken(), m_runFollow.deliveries(), m_batch.in, m_batch.out);
    Q_EMIT noted(text);
    Q_EMIT lastAction(text);
    keepRun(text);
}

void PublishDesk::keepRun(const QString& remark)
{
    m_runRemark = remark;
    m_sent.setReceipt(m_runKey, {m_runFollow.latestId(), remark, m_runFollow.figures(), {}});
}

// One row for the whole of it, and its latest delivery, as often as it can be read.
void PublishDesk::showRun()
{
    const quint64 taken = m_run.taken();
    if (m_runKey == 0 && taken > 0) {
        SentEntry entry;
        entry.timeMs = QDateTime::currentMSecsSinceEpoch();
        entry.request = m_runFollow.request();
        entry.sentAs = m_runFollow.sentAs();
        entry.count = taken;
        m_runKey = m_sent.add(entry);
    }
    m_sent.update(m_runKey, taken, m_runFollow.recipients(), m_runFollow.p99Ms());
    const bool changed = m_runFollow.takeChanged();
    if (changed && !m_run.isRunning() && m_run.isSettled())
        keepRun(m_runRemark);
    const bool isShown = m_runShown == m_shown; // else another delivery is looked at
    if (isShown && (m_seen || !m_run.isRunning())) {
        if (changed && taken > 0)
            Q_EMIT runShown(m_runFollow.request(),
                {m_runFollow.latestId(), {}, m_runFollow.figures(), {}, true});
        if (m_run.isSettled() && taken == 0 && !m_run.reason().isEmpty())
            showRunFailure();
    }
    Q_EMIT runChanged();
    if (!m_run.isRunning() && !changed)
        m_runTick.stop(); // a receipt that comes starts it again
}

void PublishDesk::showRunFailure()
{
    PublishResult result;
    result.error = m_run.reason();
    Q_EMIT resultShown(m_runFollow.request(), result);
}

} // namespace fanlight
