// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/postgres_source.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t MostPostgresLocks = 100;
constexpr int PostgresFiguresShare = 20; // of the time they cost
constexpr std::chrono::milliseconds PostgresSecondLook = 200ms;
constexpr qsizetype MostPostgresReason = 1000; // characters

int newPostgresLock()
{
    return QRandomGenerator::system()->bounded(1, std::numeric_limits<int>::max());
}

// Why it was refused, as the database can keep it.
QString postgresReason(const std::string& text, bool isUnicode)
{
    QString reason = QString::fromStdString(text).left(MostPostgresReason);
    for (QChar& c : reason) {
        if (c.isNull())
            c = u' ';
        else if (!isUnicode && c.unicode() >= 128)
            c = u'?';
    }
    return reason;
}

} // namespace

PostgresSource::PostgresSource(PostgresPlace place, std::size_t mostBody, QObject* parent)
    : Source(parent)
    , m_place(std::move(place))
    , m_mostBody(std::int64_t(mostBody))
    , m_link(m_place)
    , m_hand(m_place.prefetch, m_mostBody)
{
    for (QTimer* const timer : {&m_flushTimer, &m_prepareTimer, &m_figuresTimer})
        timer->setSingleShot(true);
    m_keepTimer.setInterval(m_place.lease / 3);
    connect(&m_flushTimer, &QTimer::timeout, this, &PostgresSource::flush);
    connect(&m_prepareTimer, &QTimer::timeout, this, &PostgresSource::prepare);
    connect(&m_keepTimer, &QTimer::timeout, this, &PostgresSource::keep);
    connect(&m_figuresTimer, &QTimer::timeout, this, [this] {
        if (m_isPrepared)
            askFigures(nullptr);
    });
    connect(&m_hand, &PostgresHand::newsCame, this, [this] {
        if (m_flushing == 0 && m_isPrepared && !m_flushTimer.isActive())
            m_flushTimer.start(0);
    });
    connect(&m_hand, &PostgresHand::errorChanged, this, &PostgresSource::tellChanges);
    connect(&m_link, &PostgresLink::ready, this, &PostgresSource::begin);
    connect(&m_link, &PostgresLink::lost, this, &PostgresSource::linkLost);
    connect(&m_link, &PostgresLink::notified, this, [this] {
        m_isWanted = true;
        take();
    });
}

PostgresSource::~PostgresSource()
{
    close();
}

void PostgresSource::open(Publish publish)
{
    if (std::exchange(m_isOpen, true))
        return;
    m_hand.open(std::move(publish));
    m_link.open();
    m_keepTimer.start();
    tellChanges();
}

void PostgresSource::close()
{
    if (!std::exchange(m_isOpen, false))
        return;
    for (QTimer* const timer : {&m_flushTimer, &m_prepareTimer, &m_figuresTimer, &m_keepTimer})
        timer->stop();
    giveBack();
    m_link.close();
    m_hand.clear();
    m_left.clear();
    m_ownLocks.clear();
    m_isPrepared = false;
    m_isTaking = false;
    m_flushing = 0;
    ++m_flushes;
    m_problem.clear();
    m_figures.lag = Unknown;
    m_figures.dead = Unknown;
    tellChanges();
}

// Whatever this does not come to ends with the session.
void PostgresSource::giveBack()
{
    if (!m_isPrepared || !m_link.isReady())
        return;
    const QDeadlineTimer deadline(ClosePatience);
    m_link.forgetWaiting();
    m_link.wait(deadline); // what is on its way here comes to m_left
    Ids others = m_hand.unfinished();
    others.insert(others.end(), m_left.begin(), m_left.end());
    const Ids finished = m_hand.finished();
    if (!m_link.isReady() || (finished.empty() && others.empty()))
        return;
    m_link.send(m_statements.giveBack,
        {PostgresStatements::array(finished), PostgresStatements::array(others), lock()}, nullptr);
    m_link.wait(deadline);
}

void PostgresSource::setPaused(bool paused)
{
    m_isPaused = paused;
    take();
    tellChanges();
}

void PostgresSource::setWaiting(bool waiting)
{
    m_isWaiting = waiting;
    m_hand.setWaiting(waiting);
    take();
    tellChanges();
}

SourceFigures PostgresSource::figures() const
{
    using State = SourceFigures::State;
    SourceFigures figures = m_figures;
    figures.state = !m_isOpen ? State::Closed
        : !m_isPrepared       ? State::Connecting
        : m_isPaused          ? State::Paused
        : m_isWaiting         ? State::Waiting
                              : State::Taking;
    figures.error = m_problem.isEmpty() ? m_hand.lastError() : m_problem;
    figures.refused = m_hand.refused();
    figures.inHand = m_hand.size();
    return figures;
}

// ---------------------------------------------------------------- a session

void PostgresSource::ask(const QByteArray& command, std::vector<std::string> parameters, Then then)
{
    m_link.send(command, std::move(parameters),
        [this, then = std::move(then)](const PostgresAnswer& answer) {
            if (answer.isLost() || !m_isOpen)
                return;
            if (answer.isError())
                return prepareLater(answer.explain(m_place));
            then(answer);
        });
}

void PostgresSource::begin()
{
    m_statements = PostgresStatements::of(m_link.quoted(m_place.table), m_link.quoted(m_place.dead),
        m_link.quoted(m_place.channel()));
    m_lock = newPostgresLock();
    m_gone = "{}";
    m_looks = 0;
    m_isSettled = false;
    prepare();
}

void PostgresSource::prepare()
{
    m_isPrepared = false;
    if (!m_isOpen || !m_link.isReady())
        return;
    const Milliseconds patience = m_place.replyPatience * 4 / 5; // so that the server says it
    ask(PostgresStatements::SetUp,
        {std::to_string(PostgresStatements::LockClass), lock(), std::to_string(patience.count())},
        [this](const PostgresAnswer& answer) {
            if (answer.text(0, 0) != "t") { // as good as never
                m_lock = newPostgresLock();
                return prepareLater(u"Another session has the number of this one."_s);
            }
            ask(m_statements.listen, {}, [this](const PostgresAnswer&) {
                ask(m_statements.lookAtTable, {}, [this](const PostgresAnswer&) {
                    ask(m_statements.lookAtDead, {}, [this](const PostgresAnswer&) { reclaim(); });
                });
            });
        });
}

// What a session of before had in hand is this one's now, unless another hub took it meanwhile, or
// PostgreSQL has deleted it and could not say so any more.
void PostgresSource::reclaim()
{
    const Ids ids = m_hand.all();
    if (ids.empty() || m_ownLocks == std::vector<std::int64_t>{m_lock}) {
        m_ownLocks = {m_lock};
        return look();
    }
    if (m_ownLocks.size() >= MostPostgresLocks)
        m_ownLocks.erase(m_ownLocks.begin());
    m_ownLocks.push_back(m_lock);
    ask(m_statements.reclaim,
        {PostgresStatements::array(ids), lock(), lease(), PostgresStatements::array(m_ownLocks)},
        [this, ids](const PostgresAnswer& answer) {
            m_ownLocks = {m_lock};
            keepOnly(ids, answer);
            look();
        });
}

void PostgresSource::look()
{
    askFigures([this](const PostgresAnswer&) {
        m_isPrepared = true;
        setProblem({});
        flush();
    });
}

void PostgresSource::prepareLater(const QString& problem)
{
    const Clock::time_point now = Clock::now();
    if (now - m_lastProblem > 2 * PostgresLink::MostPause)
        m_pause = 0ms;
    m_lastProblem = now;
    m_isPrepared = false;
    m_figuresTimer.stop();
    m_flushing = 0;
    ++m_flushes;
    m_hand.forgetSaid();
    m_pause = std::clamp(2 * m_pause, PostgresLink::LeastPause, PostgresLink::MostPause);
    m_prepareTimer.start(m_pause);
    setProblem(problem);
}

void PostgresSource::linkLost(const QString& reason)
{
    m_isPrepared = false;
    m_isTaking = false;
    m_flushing = 0;
    ++m_flushes;
    m_prepareTimer.stop();
    m_figuresTimer.stop();
    m_hand.forgetSaid();
    m_figures.lag = Unknown;
    setProblem(reason);
}

// ---------------------------------------------------------------- taking

void PostgresSource::take()
{
    const int most = m_place.prefetch - m_hand.size();
    // not one by one where it is nearly full
    const bool hasRoom = most > 0 && most * 4 >= m_place.prefetch - m_hand.pausing();
    const std::int64_t room = MostBytesInHand - m_hand.bytes();
    if (!m_isPrepared || !m_isSettled || m_isTaking || m_isPaused || m_isWaiting || !m_isWanted
        || !hasRoom || room <= 0)
        return;
    m_isTaking = true;
    m_isWanted = false;
    m_link.send(m_statements.take,
        {m_gone, std::to_string(most), lock(), lease(), std::to_string(m_mostBody),
            std::to_string(room)},
        [this, most, room](const PostgresAnswer& answer) {
            m_isTaking = false;
            if (answer.isError() && m_isOpen)
                prepareLater(answer.explain(m_place));
            else if (!answer.isLost() && !answer.isError())
                taken(answer, most, room);
        });
}

void PostgresSource::taken(const PostgresAnswer& answer, int most, std::int64_t room)
{
    std::vector<PostgresRow> rows;
    for (int i = 0; i < answer.rows(); ++i) {
        rows.push_back(PostgresRow::of(answer, i));
        room -= std::min(rows.back().bytes, m_mostBody);
        if (!m_isOpen)
            m_left.push_back(rows.back().id);
    }
    if (!m_isOpen)
        return;
    m_figures.taken += rows.size();
    m_isWanted = m_isWanted || int(rows.size()) == most || (!rows.empty() && room <= 0);
    m_hand.add(std::move(rows));
    take();
}

// ---------------------------------------------------------------- letting go

// What became of those in hand in a turn, or while the commands of the last time took, together.
void PostgresSource::flush()
{
    if (m_flushing > 0 || !m_isPrepared || !m_link.isReady() || !m_hand.hasNews())
        return;
    if (const Ids retried = m_hand.sayRetried(); !retried.empty())
        tell(m_statements.tryAgain, PostgresStatements::array(retried),
            [](const PostgresAnswer&) {});
    acknowledge();
    bury();
}

void PostgresSource::tell(const QByteArray& command, std::string what, Then then)
{
    ++m_flushing;
    m_link.send(command, {std::move(what), lock()},
        [this, flushes = m_flushes, then = std::move(then)](const PostgresAnswer& answer) {
            if (answer.isLost() || !m_isOpen || flushes != m_flushes)
                return;
            --m_flushing;
            then(answer);
            take();
            flush();
        });
}

void PostgresSource::acknowledge()
{
    const Ids ids = m_link.isReady() ? m_hand.sayFinished() : Ids();
    if (ids.empty())
        return;
    tell(m_statements.acknowledge, PostgresStatements::array(ids),
        [this, ids](const PostgresAnswer& answer) {
            if (answer.isError())
                return prepareLater(answer.explain(m_place));
            m_figures.acknowledged += std::uint64_t(m_hand.removed(ids));
        });
}

void PostgresSource::bury()
{
    if (!m_link.isReady())
        return;
    const std::vector<PostgresHand::Dying> dying = m_hand.sayDying();
    if (dying.empty())
        return;
    QJsonArray letters;
    Ids ids;
    for (const PostgresHand::Dying& one : dying) {
        ids.push_back(one.id);
        letters.append(QJsonObject{{u"id"_s, qint64(one.id)}, {u"tries"_s, one.tries},
            {u"reason"_s, postgresReason(one.reason, m_link.isUnicode())}});
    }
    tell(m_statements.bury, QJsonDocument(letters).toJson(QJsonDocument::Compact).toStdString(),
        [this, dying, ids](const PostgresAnswer& answer) {
            if (answer.isError())
                m_hand.notBuried(dying, answer.explain(m_place));
            else
                m_figures.buried += std::uint64_t(m_hand.removed(ids));
        });
}

void PostgresSource::keep()
{
    const Ids ids = m_hand.all();
    if (!m_isPrepared || ids.empty())
        return;
    ask(m_statements.keep, {PostgresStatements::array(ids), lock(), lease()},
        [this, ids](const PostgresAnswer& answer) { keepOnly(ids, answer); });
}

// Others have what is not among those that still are ours; or it was deleted before.
void PostgresSource::keepOnly(const Ids& ids, const PostgresAnswer& ours)
{
    std::set<std::int64_t> still;
    for (int i = 0; i < ours.rows(); ++i)
        still.insert(ours.number(i, 0));
    m_figures.acknowledged += std::uint64_t(m_hand.keepOnly(ids, still));
}

// ---------------------------------------------------------------- figures and the dead

void PostgresSource::askFigures(Then then)
{
    ask(m_statements.figures,
        {lock(), std::to_string(PostgresStatements::LockClass),
            std::to_string(PostgresStatements::MostCounted),
            m_link.quoted(m_place.table).toStdString()},
        [this, now = Clock::now(), then = std::move(then)](const PostgresAnswer& answer) {
            if (then)
                then(answer);
            figuresCame(answer, now);
        });
}

void PostgresSource::figuresCame(const PostgresAnswer& answer, Clock::time_point asked)
{
    const std::int64_t waiting = answer.number(0, 0);
    const bool isWhole = answer.number(0, 1) < PostgresStatements::MostCounted;
    m_figures.lag = double(isWhole ? waiting : std::max(waiting, answer.number(0, 2)));
    m_figures.dead = double(answer.number(0, 3));
    m_gone = answer.text(0, 4);
    if (m_gone.empty())
        m_gone = "{}";
    m_isWanted = m_isWanted || waiting > 0 || m_gone != "{}";
    // A hub that was killed may have a session for a moment still, and its rows are the oldest.
    m_isSettled = ++m_looks > 1 || answer.number(0, 5) == 0;
    const auto cost = std::chrono::duration_cast<Milliseconds>(Clock::now() - asked);
    m_figuresTimer.start(
        m_isSettled ? std::max(FiguresEvery, cost * PostgresFiguresShare) : PostgresSecondLook);
    take();
}

QString PostgresSource::whyNoDead() const
{
    if (!m_isOpen)
        return u"The source is closed."_s;
    return m_isPrepared ? QString() : away();
}

QString PostgresSource::whyNot(const PostgresAnswer& answer) const
{
    if (answer.isLost())
        return away();
    return answer.isError() ? answer.explain(m_place) : QString();
}

void PostgresSource::listDead(
    std::function<void(const QString& error, std::vector<DeadLetter> letters)> done)
{
    if (const QString why = whyNoDead(); !why.isEmpty())
        return done(why, {});
    m_link.send(m_statements.listDead,
        {std::to_string(MostDeadListed), std::to_string(m_mostBody),
            std::to_string(PostgresStatements::MostListedBytes)},
        [this, done = std::move(done)](const PostgresAnswer& answer) {
            if (const QString why = whyNot(answer); !why.isEmpty())
                return done(why, {});
            std::vector<DeadLetter> letters;
            letters.reserve(std::size_t(answer.rows()));
            for (int i = 0; i < answer.rows(); ++i)
                letters.push_back(postgresDeadLetter(answer, i));
            done({}, std::move(letters));
        });
}

void PostgresSource::removeDead(
    const std::string& handle, std::function<void(const QString& error)> done)
{
    if (const QString why = whyNoDead(); !why.isEmpty())
        return done(why);
    m_link.send(m_statements.removeDead, {handle},
        [this, done = std::move(done)](const PostgresAnswer& answer) {
            if (const QString why = whyNot(answer); !why.isEmpty())
                return done(why);
            if (answer.affected() > 0 && m_isOpen)
                m_figures.dead = std::max(0.0, m_figures.dead - 1);
            done(answer.affected() > 0 ? QString() : u"It is not there any more."_s);
        });
}

std::string PostgresSource::lease() const
{
    return std::to_string(m_place.lease.count());
}

void PostgresSource::setProblem(const QString& problem)
{
    m_problem = problem;
    tellChanges();
}

} // namespace fanlight
