// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/broker_card.h"

#include "format.h"
#include "hub/hub_port.h"
#include "settings/redis_steps.h"
#include "settings/redis_url_edit.h"
#include "theme/theme.h"
#include "widgets/question.h"
#include "widgets/segmented.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace fanlight {
namespace {

enum Choice { Memory, Redis };
constexpr int LabelWidth = 150; // as the page's other settings have it
constexpr int ProgressWidth = 160;
constexpr int StepIndent = LabelWidth + 12;
const QString MemoryBroker = QStringLiteral("memory");
const QString FirstUrl = QStringLiteral("redis://127.0.0.1:6379");

} // namespace

BrokerCard::BrokerCard(HubPort& hub, const Theme& theme, QWidget* parent)
    : Card(tr("Broker"), parent)
    , m_hub(hub)
    , m_theme(theme)
    , m_status(hub.status())
    , m_choice(new Segmented({tr("Memory"), tr("Redis")}))
    , m_redis(new QWidget)
    , m_url(new RedisUrlEdit)
    , m_show(new QPushButton(tr("Show password")))
    , m_check(new QPushButton(tr("Chec&k")))
    , m_move(new QPushButton(tr("&Move to Redis")))
    , m_progress(new QProgressBar)
    , m_cancelMove(new QPushButton(tr("C&ancel the move")))
    , m_back(new QPushButton(tr("Move &back to memory…")))
    , m_wayBack({[&hub](AudienceKind kind, std::function<void(const AudienceSets&)> done) {
                     hub.requestAudienceSets(kind, {}, std::move(done));
                 },
          [&hub](AudienceKind kind, const QString& set,
              std::function<void(const AudienceMembers&)> done) {
              hub.requestAudienceMembers(kind, set, std::move(done));
          },
          [&hub](const std::vector<AudienceChange>& changes,
              std::function<void(const QString&, quint64)> done) {
              hub.changeAudience(changes, std::move(done));
          }})
    , m_error(new QLabel)
    , m_steps(new RedisSteps(theme))
    , m_outcome(new QLabel)
{
    auto* hint = new QLabel(
        tr("Where published notifications go: the memory of this process, or a Redis that several "
           "instances share."));
    setLook(*hint, "hint");
    hint->setWordWrap(true);
    m_choice->setAccessibleName(tr("Broker"));
    auto* label = new QLabel(tr("broker"));
    setLook(*label, "dim");
    label->setFixedWidth(LabelWidth);
    auto* line = new QHBoxLayout;
    line->setSpacing(12);
    line->addWidget(label);
    line->addWidget(m_choice);
    line->addWidget(m_back);
    line->addStretch(1);
    body()->addWidget(hint);
    body()->addLayout(line);

    auto* column = new QVBoxLayout(m_redis);
    column->setContentsMargins({});
    column->setSpacing(6);
    column->addWidget(makeUrlLine());
    column->addLayout(makeButtonLine());
    setLook(*m_error, "bad");
    m_error->setWordWrap(true);
    m_error->setContentsMargins(StepIndent, 0, 0, 0);
    m_error->hide();
    m_steps->setContentsMargins(StepIndent, 2, 0, 2);
    m_outcome->setWordWrap(true);
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setContentsMargins(StepIndent, 0, 0, 0);
    column->addWidget(m_steps);
    body()->addWidget(m_redis);
    body()->addWidget(m_outcome); // of the way back, too
    body()->addWidget(m_error);
    clearSteps();

    connect(m_choice, &Segmented::changed, this, [this](int choice) {
        if (choice == Redis && m_url->url().isEmpty())
            m_url->setUrl(FirstUrl);
        setOutcome({}, "hint");
        refresh();
        Q_EMIT edited();
    });
    connect(m_url, &RedisUrlEdit::urlChanged, this, [this] {
        if (m_url->url() != m_passedUrl)
            clearSteps();
        refresh();
        Q_EMIT edited();
    });
    connect(m_show, &QPushButton::toggled, this, [this](bool shown) {
        m_show->setText(shown ? tr("Hide password") : tr("Show password"));
        m_url->setPasswordShown(shown);
    });
    connect(m_check, &QPushButton::clicked, this, &BrokerCard::check);
    connect(m_url, &QLineEdit::returnPressed, this, &BrokerCard::check);
    connect(m_move, &QPushButton::clicked, this, &BrokerCard::askToMove);
    connect(m_cancelMove, &QPushButton::clicked, this, [this] {
        if (m_isOpen)
            m_hub.cancelMove();
        if (m_wayBack.isReading()) {
            m_wayBack.cancel();
            showMoved({}, {tr("Cancelled."), {}, {}});
        }
    });
    connectWayBack();
    connect(&hub, &HubPort::moveProgressed, this, &BrokerCard::showProgress);
    connect(&hub, &HubPort::statusChanged, this, [this](const HubStatus& status) {
        m_status = status;
        if (status.state == HubState::Listening && status.broker.kind == MemoryBroker)
            m_wayBack.give();
        refresh();
    });
    refresh();
}

QWidget* BrokerCard::makeUrlLine()
{
    auto* label = new QLabel(tr("Redis URL"));
    setLook(*label, "dim");
    label->setFixedWidth(LabelWidth);
    label->setBuddy(m_url);
    m_url->setAccessibleName(tr("Redis URL"));
    m_url->setPlaceholderText(QStringLiteral("redis://user:password@host:6379/0"));
    m_url->setToolTip(tr("redis://[user:password@]host:port/db, rediss:// over TLS, "
                         "unix:///path/redis.sock, redis+sentinel://host:port,host:port/master, or "
                         "redis+cluster://host:port,host:port"));
    m_show->setCheckable(true);
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(label);
    row->addSpacing(4);
    row->addWidget(m_url, 1);
    row->addWidget(m_show);
    return line;
}

QLayout* BrokerCard::makeButtonLine()
{
    m_check->setToolTip(tr("Looks whether this hub could work with that Redis. Changes nothing."));
    m_move->setToolTip(tr("Clients stay connected. You are asked what is to become of the "
                          "audience and the history in memory."));
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Move to Redis"));
    m_progress->setFixedWidth(ProgressWidth);
    m_progress->hide();
    m_cancelMove->hide();
    setLook(*m_move, "primary");
    auto* row = new QHBoxLayout;
    row->setContentsMargins(StepIndent, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_check);
    row->addWidget(m_move);
    row->addWidget(m_progress);
    row->addWidget(m_cancelMove);
    row->addStretch(1);
    return row;
}

bool BrokerCard::isRedis() const
{
    return m_choice->current() == Redis;
}

QString BrokerCard::broker() const
{
    return isRedis() ? m_url->url() : MemoryBroker;
}

void BrokerCard::setBroker(const QString& broker)
{
    const bool redis = broker != MemoryBroker;
    if (redis && broker != m_url->url())
        m_url->setUrl(broker);
    m_choice->setCurrent(redis ? Redis : Memory);
    refresh();
}

void BrokerCard::setMovable(bool offered, bool open)
{
    m_isOffered = offered;
    m_isOpen = open;
    refresh();
}

void BrokerCard::setError(const QString& error)
{
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
    m_url->setAccessibleDescription(error);
}

QString BrokerCard::error() const
{
    return m_error->text();
}

void BrokerCard::focusChoice()
{
    m_choice->setFocus(Qt::ShortcutFocusReason);
}

void BrokerCard::check()
{
    const QString url = m_url->url();
    if (m_checking || m_moving || url.isEmpty() || !m_isOpen)
        return;
    clearSteps();
    m_checking = true;
    setOutcome(tr("Checking…"), "hint");
    refresh();
    m_hub.checkRedis(url, [card = QPointer(this), url](const RedisCheck& result) {
        if (card)
            card->showCheck(url, result);
    });
}

void BrokerCard::showCheck(const QString& url, const RedisCheck& check)
{
    m_checking = false;
    clearSteps();
    if (url != m_url->url()) { // it was changed meanwhile: this answer is about another Redis
        refresh();
        return;
    }
    m_steps->show(check.steps);
    if (check.passed)
        m_passedUrl = url;
    setOutcome(check.passed ? tr("This hub can work with it.")
                            : tr("This hub cannot work with it as it is."),
        check.passed ? "hint" : "bad");
    refresh();
}

void BrokerCard::askToMove()
{
    if (m_moving || !m_isOpen)
        return;
    m_hub.requestKept([card = QPointer(this)](const KeptInMemory& kept) {
        if (card && !card->m_moving && card->m_move->isEnabled())
            card->askWhatMoves(kept);
    });
}

QString BrokerCard::keptText(const KeptInMemory& kept)
{
    QString audience
        = tr("%1 entry/entries of the audience", nullptr, format::plural(double(kept.audience)))
              .arg(format::count(double(kept.audience)));
    QString history
        = tr("%1 message(s) of the history", nullptr, format::plural(double(kept.history)))
              .arg(format::count(double(kept.history)));
    if (kept.history == 0)
        return audience;
    return kept.audience == 0 ? history : tr("%1 and %2").arg(audience, history);
}

void BrokerCard::askWhatMoves(const KeptInMemory& kept)
{
    if (kept.isNothing())
        return move(false);
    auto* question = new Question(this, tr("Move to Redis"),
        tr("In memory there are %1. Take them along? Clients stay connected either way.")
            .arg(keptText(kept)));
    question->addChoice(tr("&Take along"), Question::Choice::Usual, [this] { move(true); });
    question->addChoice(tr("&Leave behind"), Question::Choice::Costly, [this] { move(false); });
    question->open();
}

void BrokerCard::move(bool takesAlong)
{
    if (!m_isOpen) // by now
        return;
    const QString url = m_url->url();
    busyWith(tr("Moving to Redis; clients stay connected…"), tr("C&ancel the move"));
    m_progress->setVisible(takesAlong);
    m_cancelMove->setVisible(takesAlong);
    m_hub.moveToRedis(url, takesAlong ? HubPort::Along::Everything : HubPort::Along::Nothing,
        [card = QPointer(this), url](const MoveResult& result) {
            if (card)
                card->showMoved(url, result);
        });
}

void BrokerCard::busyWith(const QString& text, const QString& cancel)
{
    const bool hadFocus = m_move->hasFocus() || m_back->hasFocus();
    m_moving = true;
    m_progress->setRange(0, 0);
    m_progress->show();
    m_cancelMove->setText(cancel);
    m_cancelMove->show();
    if (hadFocus)
        m_cancelMove->setFocus(Qt::OtherFocusReason);
    setOutcome(text, "hint");
    refresh();
}

// What had the keys is gone or disabled then.
void BrokerCard::notBusy()
{
    m_moving = false;
    if (m_cancelMove->hasFocus())
        focusChoice();
    m_progress->hide();
    m_cancelMove->hide();
}

void BrokerCard::askToGoBack()
{
    auto* question = new Question(this, tr("Move back to memory"),
        tr("The hub restarts in memory: clients are asked to come back, other instances go on "
           "without it. Its history stays in Redis, so that clients are told of a gap. Take the "
           "audience along?"));
    question->addChoice(
        tr("&Take along"), Question::Choice::Usual, [this] { readForTheWayBack(); });
    question->addChoice(tr("&Leave in Redis"), Question::Choice::Other, [this] {
        m_wayBack.cancel();
        if (m_isOpen)
            Q_EMIT memoryRequested();
    });
    question->open();
}

void BrokerCard::readForTheWayBack()
{
    if (!m_isOpen)
        return;
    busyWith(tr("Reading the audience…"), tr("C&ancel"));
    m_wayBack.read();
}

void BrokerCard::connectWayBack()
{
    const auto counted = [](qint64 users) {
        return tr("%1 entry/entries of the audience", nullptr, format::plural(double(users)))
            .arg(format::count(double(users)));
    };
    connect(m_back, &QPushButton::clicked, this, &BrokerCard::askToGoBack);
    connect(&m_wayBack, &WayBack::progressed, this,
        [this, counted] { setOutcome(tr("Read %1…").arg(counted(m_wayBack.users())), "hint"); });
    connect(&m_wayBack, &WayBack::failed, this, [this](const QString& error) {
        notBusy();
        setOutcome(tr("Not moved: %1 The hub goes on behind Redis.").arg(error), "bad");
        refresh();
    });
    connect(&m_wayBack, &WayBack::readAll, this, [this] {
        notBusy();
        setOutcome({}, "hint");
        refresh();
        Q_EMIT memoryRequested();
    });
    connect(&m_wayBack, &WayBack::given, this, [this, counted](qint64 users, const QString& error) {
        if (error.isEmpty())
            setOutcome(tr("The hub is in memory. It took along %1.").arg(counted(users)), "hint");
        else
            setOutcome(tr("The hub is in memory with %1; the others stayed in Redis: %2")
                           .arg(counted(users), error),
                "bad");
    });
}

void BrokerCard::showProgress(const MoveProgress& progress)
{
    if (!m_moving)
        return;
    // a thousandth each, since both may be more than an int holds
    const double all = double(progress.all.audience + progress.all.history);
    const double done = double(progress.done.audience + progress.done.history);
    m_progress->setRange(0, 1000);
    m_progress->setValue(all > 0 ? int(std::min(1000.0, 1000 * done / all)) : 1000);
    setOutcome(tr("Copied %1; clients stay connected…").arg(keptText(progress.done)), "hint");
}

void BrokerCard::showMoved(const QString& url, const MoveResult& result)
{
    notBusy();
    if (result.error.isEmpty()) {
        QStringList said{tr("The hub is behind Redis now, and will be on the next start.")};
        if (!result.taken.isNothing())
            said << tr("It took along %1.").arg(keptText(result.taken));
        if (!result.remark.isEmpty())
            said << result.remark;
        setOutcome(said.join(QLatin1Char(' ')), result.remark.isEmpty() ? "hint" : "bad");
        Q_EMIT moved(url);
    } else {
        QStringList said{
            tr("Not moved: %1 The hub goes on in memory, with all it has.").arg(result.error)};
        if (!result.taken.isNothing())
            said << tr("Copies of %1 are in that Redis.").arg(keptText(result.taken));
        setOutcome(said.join(QLatin1Char(' ')), "bad");
    }
    refresh();
}

void BrokerCard::clearSteps()
{
    m_passedUrl.clear();
    m_steps->clear();
    setOutcome({}, "hint");
}

void BrokerCard::setOutcome(const QString& text, const char* look)
{
    m_outcome->setText(text);
    setLook(*m_outcome, look);
    m_outcome->setVisible(!text.isEmpty());
}

void BrokerCard::refresh()
{
    const bool busy = m_checking || m_moving;
    const QString url = m_url->url();
    m_redis->setVisible(isRedis());
    m_choice->setEnabled(!m_moving && m_isOpen);
    m_url->setReadOnly(m_moving || !m_isOpen);
    m_show->setVisible(m_url->hasPassword() || m_show->isChecked());
    // not while it checks, or the focus would go elsewhere
    m_check->setVisible(m_isOffered);
    m_check->setEnabled(!m_moving && !url.isEmpty() && m_isOpen);
    const bool inMemory
        = m_status.state == HubState::Listening && m_status.broker.kind == MemoryBroker;
    const bool isBehindRedis
        = m_status.state == HubState::Listening && m_status.broker.kind != MemoryBroker;
    m_back->setVisible(isBehindRedis && m_isOffered);
    m_back->setEnabled(!busy && m_isOpen);
    m_move->setVisible((inMemory || m_moving) && m_isOffered);
    m_move->setEnabled(
        !busy && m_isOpen && inMemory && !m_passedUrl.isEmpty() && m_passedUrl == url);
}

QStringList BrokerCard::stepTexts() const
{
    return m_steps->texts();
}

QString BrokerCard::outcomeText() const
{
    return m_outcome->text();
}

} // namespace fanlight
