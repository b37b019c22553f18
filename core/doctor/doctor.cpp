// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/doctor.h"

#include "doctor/diagnosis.h"
#include "doctor/event_probe.h"
#include "doctor/front_look.h"
#include "doctor/idle_watch.h"
#include "doctor/wording.h"

#include <QRandomGenerator>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

using Check = DoctorFinding::Check;
using Verdict = DoctorFinding::Verdict;

constexpr int TickMs = 20; // how exactly events are paced; what arrives is timed as it arrives
constexpr int PushIntervalMs = 120;
constexpr int AfterPushMs = 600; // what was pushed last has that long to get through
constexpr int FirstBytesMs = 500; // the hub's own are due with the head

QString randomText(qsizetype size)
{
    QByteArray bytes(size / 4 * 3, Qt::Uninitialized);
    QRandomGenerator::global()->generate(bytes.begin(), bytes.end());
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding));
}

} // namespace

// One examination, from start() to finished(). Its streams end with it.
struct Doctor::Run {
    enum class Step : std::uint8_t {
        Opening,
        Trickling,
        Pushing,
        Resuming,
        ResumingByQuery,
        Watching
    };

    QString id; // "doctor-…": its users' names begin with it
    Step step = Step::Opening;
    qint64 stepMs = 0; // since when
    // of requests as the pages send them
    std::vector<std::pair<QByteArray, QByteArray>> pageHeaders;
    std::unique_ptr<EventProbe> plain; // asks for no compression
    std::unique_ptr<EventProbe> browser; // asks as browsers do
    std::unique_ptr<EventProbe> preflight;
    std::unique_ptr<FrontLook> front; // null: its findings are told
    std::unique_ptr<EventProbe> byHeader;
    std::unique_ptr<EventProbe> byQuery;
    std::unique_ptr<IdleWatch> idle;
    std::vector<SentEvent> sent; // to plainUser and browserUser
    QString publishError;
    PushOutcome pushed;
    int pushes = 0;
    qint64 lastPushMs = 0;
    bool endsAtCertificate = false; // no stream comes about, since nobody trusts it

    QString user; // whose the given token is; empty: anyone's
    QString named(const QString& end) const { return user.isEmpty() ? id + end : user; }
    QString plainUser() const { return named(u"-a"_s); }
    QString browserUser() const { return named(u"-b"_s); }
    QString idleUser() const { return named(u"-idle"_s); }
    QString fromUser() const { return named(u"-from"_s); }
    void go(Step next)
    {
        step = next;
        stepMs = EventProbe::nowMs();
    }
    qint64 stepAge() const { return EventProbe::nowMs() - stepMs; }
    bool haveAllArrived(const EventProbe& probe) const
    {
        return std::all_of(sent.begin(), sent.end(),
            [&](const SentEvent& event) { return probe.seen().eventWith(event.data) != nullptr; });
    }
    using Fields = FrontLook::Fields;
    std::unique_ptr<EventProbe> ask(const DoctorSettings& settings, const QString& userId,
        const QByteArray& encoding, const QString& lastEventId = {}, bool inQuery = false) const
    {
        return askWith(settings, userId, encoding, proofOf(settings), lastEventId, inQuery);
    }
    static Fields proofOf(const DoctorSettings& settings)
    {
        return settings.bearer.isEmpty() ? Fields()
                                         : Fields{{"Authorization", "Bearer " + settings.bearer}};
    }
    std::unique_ptr<EventProbe> askWith(const DoctorSettings& settings, const QString& userId,
        const QByteArray& encoding, const Fields& fields, const QString& lastEventId = {},
        bool inQuery = false) const
    {
        EventProbe::Request request = streamRequest(settings, userId, lastEventId, inQuery);
        request.headers.insert(request.headers.begin(), pageHeaders.begin(), pageHeaders.end());
        request.headers.emplace_back("Accept-Encoding", encoding);
        request.headers.insert(request.headers.end(), fields.begin(), fields.end());
        return std::make_unique<EventProbe>(request);
    }
};

Doctor::Doctor(HubSide hub, QObject* parent)
    : QObject(parent)
    , m_hub(std::move(hub))
{
    connect(&m_tick, &QTimer::timeout, this, &Doctor::advance);
}

Doctor::~Doctor()
{
    if (m_run)
        m_run->idle.reset(); // the hub may speak again
}

bool Doctor::isRunning() const
{
    return m_run != nullptr;
}

const std::vector<DoctorFinding>& Doctor::findings() const
{
    return m_findings;
}

const DoctorSettings& Doctor::settings() const
{
    return m_settings;
}

void Doctor::start(const DoctorSettings& settings)
{
    cancel();
    m_settings = settings;
    m_findings.clear();
    for (int i = 0; i < DoctorCheckCount; ++i) {
        DoctorFinding finding;
        finding.check = Check(i);
        finding.verdict = Verdict::Running;
        m_findings.push_back(finding);
    }
    QString problem;
    m_settings.url = hubUrlFromText(settings.url.toString(QUrl::FullyEncoded), &problem);
    if (!problem.isEmpty()) {
        DoctorFinding finding = m_findings.front();
        finding.verdict = Verdict::Bad;
        finding.text = problem;
        set(finding);
        skip({Check::Certificate, Check::Proof, Check::Address, Check::Buffering,
                 Check::Compression, Check::Resume, Check::Cors, Check::Version, Check::Idle},
            tr("There is no address to look at."));
        Q_EMIT changed();
        Q_EMIT finished();
        return;
    }
    if (!m_settings.origin.trimmed().isEmpty()) {
        m_settings.origin = originOf(QUrl(settings.origin.trimmed(), QUrl::StrictMode));
        if (m_settings.origin.isEmpty()) {
            DoctorFinding finding = m_findings[std::size_t(Check::Cors)];
            finding.verdict = Verdict::Bad;
            finding.text
                = tr("“%1” is no origin of pages.").arg(settings.origin.trimmed().left(100));
            finding.advice = tr("Give it as scheme, name and port: https://app.example.");
            set(finding);
        }
    }
    open();
}

void Doctor::open()
{
    m_run = std::make_shared<Run>();
    Run& run = *m_run;
    run.id = u"doctor-%1"_s.arg(
        qulonglong(QRandomGenerator::system()->generate64()), 16, 16, QLatin1Char('0'));
    const bool crossOrigin
        = !m_settings.origin.isEmpty() && m_settings.origin != originOf(m_settings.url);
    if (crossOrigin) {
        run.pageHeaders.emplace_back("Origin", m_settings.origin.toUtf8());
        run.preflight = std::make_unique<EventProbe>(preflightRequest(m_settings, run.pageHeaders));
    }
    run.user = m_settings.userId;
    run.plain = run.ask(m_settings, run.plainUser(), "identity");
    run.browser = run.ask(m_settings, run.browserUser(), "gzip, deflate, br");
    lookInFront();
    run.go(Run::Step::Opening);
    say(Check::Reachable, tr("Opening a stream…"));
    for (const Check check : {Check::Certificate, Check::Proof, Check::Address, Check::Buffering,
             Check::Compression, Check::Resume, Check::Version, Check::Idle})
        say(check, tr("Comes next."));
    if (m_findings[std::size_t(Check::Cors)].verdict == Verdict::Running)
        say(Check::Cors, tr("Comes next."));
    m_tick.start(TickMs);
    Q_EMIT changed();
}

void Doctor::advance()
{
    // A finding that is told may end this run, or begin another one.
    const std::shared_ptr<Run> run = m_run;
    switch (run->step) {
    case Run::Step::Opening: {
        const Sighting& seen = run->plain->seen();
        const bool late = run->stepAge() >= m_settings.arrivalLimit.count();
        const bool begun = seen.hasHead()
            && (!seen.hubConnection.isEmpty() || EventProbe::nowMs() - seen.headMs >= FirstBytesMs);
        if (seen.hasEnded() || (seen.hasHead() && !isUsableStream(seen))) {
            // The body of an error is still coming: it says whose it is.
            if ((!seen.hasEnded() || !run->front->isIn()) && !late)
                return;
            reach(seen, {});
            skip({Check::Buffering, Check::Compression, Check::Resume, Check::Version, Check::Idle},
                tr("There is no stream to look at."));
            if (m_findings[std::size_t(Check::Cors)].verdict == Verdict::Running)
                skip({Check::Cors}, tr("There is no stream to look at."));
            return end();
        }
        if (!begun && !late)
            return;
        run->front->askAddress();
        if (seen.hasHead())
            reach(seen, {});
        else
            say(Check::Reachable, tr("No answer yet…"));
        say(Check::Buffering,
            tr("Publishing %1 events, %2 apart…").arg(Events).arg(spanText(EventInterval)));
        say(Check::Compression, tr("Reading the same as a browser does…"));
        run->go(Run::Step::Trickling);
        Q_EMIT changed();
        return;
    }
    case Run::Step::Trickling:
        return trickle();
    case Run::Step::Pushing:
        return push();
    case Run::Step::Resuming:
    case Run::Step::ResumingByQuery:
        return resume();
    case Run::Step::Watching:
        return watchIdle();
    }
}

void Doctor::trickle()
{
    Run& run = *m_run;
    run.front->askAddress();
    if (!run.publishError.isEmpty()) {
        if (!run.front->isIn() && run.stepAge() < m_settings.arrivalLimit.count())
            return;
        if (!run.plain->seen().hasHead())
            reach(run.plain->seen(), {});
        skip({Check::Buffering, Check::Compression, Check::Resume},
            tr("This hub takes no event: %1").arg(run.publishError));
        set(diagnoseVersion(m_settings, run.plain->seen()));
        if (m_findings[std::size_t(Check::Cors)].verdict == Verdict::Running)
            set(diagnoseCors(m_settings, run.plain->seen(),
                run.preflight ? std::optional(run.preflight->seen()) : std::nullopt));
        skip({Check::Idle}, tr("This hub takes no event."));
        return end();
    }
    if (int(run.sent.size()) < Events) {
        if (!run.sent.empty() && EventProbe::nowMs() - run.sent.back().atMs < EventInterval.count())
            return;
        const QByteArray data
            = "{\"doctor\":" + QByteArray::number(qsizetype(run.sent.size()) + 1) + '}';
        run.sent.push_back({EventProbe::nowMs(), data, {}});
        publish(run.plainUser(), data);
        publish(run.browserUser(), data);
        return;
    }
    const qint64 waited = EventProbe::nowMs() - run.sent.back().atMs;
    const bool plainDone = run.plain->seen().hasEnded() || run.plain->seen().isCompressed()
        || run.haveAllArrived(*run.plain);
    const bool browserDone = run.browser->seen().hasEnded()
        || (run.browser->seen().hasHead()
            && (run.browser->seen().isCompressed() || run.haveAllArrived(*run.browser)));
    // the last of a compressed one is due, too
    const bool quick = plainDone && browserDone && waited >= EventInterval.count();
    if (!quick && waited < m_settings.arrivalLimit.count())
        return;
    if (plainDone)
        return diagnoseStreams();
    say(Check::Buffering,
        tr("Nothing came; publishing up to %1 KiB on top…").arg(MostPushes * PushBytes >> 10));
    run.go(Run::Step::Pushing);
    Q_EMIT changed();
}

// What holds events back lets them go once it has gathered enough: that is its proof.
void Doctor::push()
{
    Run& run = *m_run;
    const auto cameSince
        = [&](const EventProbe& probe) { return probe.seen().lastByteMs >= run.stepMs; };
    run.pushed.arrived = run.pushed.arrived || cameSince(*run.plain);
    const bool enough = cameSince(*run.plain) && cameSince(*run.browser);
    const qint64 now = EventProbe::nowMs();
    if (enough || run.pushes == MostPushes) {
        if (enough || now - run.lastPushMs >= AfterPushMs)
            diagnoseStreams();
        return;
    }
    if (now - run.lastPushMs < PushIntervalMs)
        return;
    run.lastPushMs = now;
    ++run.pushes;
    const QByteArray data
        = QString(u"{\"doctor\":\""_s + randomText(PushBytes) + u"\"}"_s).toLatin1();
    if (!run.pushed.arrived)
        run.pushed.bytes += data.size();
    publish(run.plainUser(), data);
    publish(run.browserUser(), data);
}

void Doctor::diagnoseStreams()
{
    Run& run = *m_run;
    const Sighting plain = run.plain->seen();
    const Sighting browser = run.browser->seen();
    const bool usable = isUsableStream(plain);
    reach(plain, run.pushed);
    if (m_findings.front().verdict == Verdict::Bad && !usable) {
        skip(
            {Check::Compression, Check::Resume, Check::Idle}, tr("There is no stream to look at."));
        if (plain.hasHead())
            skip({Check::Buffering}, tr("There is no stream to look at."));
        else
            set(diagnoseBuffering(m_settings, plain, run.sent, run.pushed));
    } else {
        set(diagnoseBuffering(m_settings, plain, run.sent, run.pushed));
        set(diagnoseCompression(m_settings, plain, browser, run.sent));
    }
    diagnoseFront();
    set(diagnoseVersion(m_settings, plain));
    if (m_findings[std::size_t(Check::Cors)].verdict == Verdict::Running)
        set(diagnoseCors(m_settings, plain,
            run.preflight ? std::optional(run.preflight->seen()) : std::nullopt));
    const bool anyArrived = std::any_of(run.sent.begin(), run.sent.end(),
        [&](const SentEvent& event) { return plain.eventWith(event.data) != nullptr; });
    const bool inTime = m_findings[std::size_t(Check::Buffering)].verdict != Verdict::Bad;
    run.plain.reset();
    run.browser.reset();
    run.preflight.reset();
    if (!usable)
        return end();
    if (!anyArrived || !inTime || run.sent.front().id.isEmpty()) {
        skip({Check::Resume},
            tr("What is held back cannot be told from what was not replayed; see Buffering."));
        if (!anyArrived && !plain.hasEnded()) {
            skip({Check::Idle}, tr("No event of this hub arrives; see Buffering."));
            return end();
        }
        Q_EMIT changed();
        run.go(Run::Step::Watching);
        return;
    }
    say(Check::Resume, tr("Asking again, with Last-Event-ID…"));
    run.byHeader = run.ask(m_settings, run.plainUser(), "identity", run.sent.front().id);
    run.go(Run::Step::Resuming);
    Q_EMIT changed();
}

// What stands in front of the hub is looked at beside the streams.
void Doctor::lookInFront()
{
    Run& run = *m_run;
    run.front = std::make_unique<FrontLook>(
        m_settings, run.id, run.fromUser(), Run::proofOf(m_settings),
        [&](const QString& user, const Run::Fields& fields) {
            return run.askWith(m_settings, user, "identity", fields);
        },
        m_hub.addressOf);
}

void Doctor::diagnoseFront()
{
    if (!m_run->front)
        return;
    for (const DoctorFinding& finding : m_run->front->findings())
        set(finding);
    m_run->front.reset();
    // What is wrong is told once, by who knows the most of it.
    if (m_run->endsAtCertificate
        && m_findings[std::size_t(Check::Certificate)].verdict == Verdict::Bad)
        skip({Check::Reachable},
            tr("It ends at the certificate, before a stream is asked for; see Certificate."));
}

void Doctor::resume()
{
    Run& run = *m_run;
    const auto gotAll = [&](const EventProbe& probe) {
        return std::all_of(run.sent.begin() + 1, run.sent.end(),
            [&](const SentEvent& event) { return probe.seen().eventWith(event.data) != nullptr; });
    };
    const EventProbe& probe = run.step == Run::Step::Resuming ? *run.byHeader : *run.byQuery;
    const bool got = gotAll(probe);
    if (!got && !probe.seen().hasEnded() && run.stepAge() < m_settings.arrivalLimit.count())
        return;
    if (!got && run.step == Run::Step::Resuming && m_settings.keepsHistory) {
        run.byQuery = run.ask(m_settings, run.plainUser(), "identity", run.sent.front().id, true);
        run.go(Run::Step::ResumingByQuery);
        return;
    }
    set(diagnoseResume(m_settings, run.byHeader->seen(),
        run.byQuery ? std::optional(run.byQuery->seen()) : std::nullopt, run.sent));
    run.byHeader.reset();
    run.byQuery.reset();
    run.go(Run::Step::Watching);
    Q_EMIT changed();
}

void Doctor::watchIdle()
{
    Run& run = *m_run;
    if (m_settings.idleLimit.count() <= 0) {
        skip({Check::Idle}, tr("Not watched, as asked for."));
        return end();
    }
    if (!run.idle)
        beginIdle();
    else if (!run.idle->advance())
        return;
    if (const std::optional<DoctorFinding> finding = run.idle->finding()) {
        set(*finding);
        return end();
    }
    say(Check::Idle, run.idle->text());
    Q_EMIT changed();
}

void Doctor::beginIdle()
{
    Run& run = *m_run;
    IdleWatch::HubSide hub;
    hub.open = [this, &run] { return run.ask(m_settings, run.idleUser(), "identity"); };
    if (m_hub.silence)
        hub.silence = [silence = m_hub.silence, user = run.idleUser()](
                          bool silent, std::function<void(const QString& error)> done) {
            silence(user, silent, std::move(done));
        };
    hub.publish = [this, &run](const QByteArray& data) { publish(run.idleUser(), data); };
    hub.isRefused = [&run] { return !run.publishError.isEmpty(); };
    run.idle = std::make_unique<IdleWatch>(m_settings, std::move(hub),
        m_findings[std::size_t(Check::Buffering)].verdict != Verdict::Bad);
}

void Doctor::publish(const QString& userId, const QByteArray& data)
{
    m_hub.publish(userId, data,
        [weak = std::weak_ptr(m_run), userId, data](const QString& error, const QString& id) {
            const std::shared_ptr<Run> run = weak.lock();
            if (!run)
                return;
            if (!error.isEmpty() && run->publishError.isEmpty())
                run->publishError = error;
            if (userId != run->plainUser())
                return;
            for (SentEvent& event : run->sent) {
                if (event.data == data)
                    event.id = id;
            }
        });
}

void Doctor::reach(const Sighting& seen, const PushOutcome& pushed)
{
    m_run->endsAtCertificate
        = !m_settings.trustAnyCertificate && !seen.hasHead() && !seen.certificateProblems.isEmpty();
    set(diagnoseReachable(m_settings, seen, pushed));
}

void Doctor::set(const DoctorFinding& finding)
{
    m_findings[std::size_t(finding.check)] = finding;
}

void Doctor::say(Check check, const QString& text)
{
    m_findings[std::size_t(check)].text = text;
}

void Doctor::skip(std::initializer_list<Check> checks, const QString& why)
{
    for (const Check check : checks) {
        DoctorFinding finding;
        finding.check = check;
        finding.text = why;
        set(finding);
    }
}

void Doctor::end()
{
    m_run->idle.reset();
    diagnoseFront();
    m_tick.stop();
    m_run.reset(); // advance() may still hold it
    Q_EMIT changed();
    if (!m_run) // else whoever was told began another one
        Q_EMIT finished();
}

void Doctor::cancel()
{
    if (!m_run)
        return;
    m_run->front.reset(); // is not looked at any more
    for (const DoctorFinding& finding : std::vector(m_findings)) {
        if (finding.verdict == Verdict::Running)
            skip({finding.check}, tr("Cancelled."));
    }
    end();
}

} // namespace fanlight
