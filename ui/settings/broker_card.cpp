// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/broker_card.h"

#include "hub/hub.h"
#include "settings/redis_url_edit.h"
#include "theme/theme.h"
#include "widgets/segmented.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>

namespace fanlight {
namespace {

enum Choice { Memory, Redis };
constexpr int LabelWidth = 150; // as the page's other settings have it
constexpr int StepIndent = LabelWidth + 12;
const QString MemoryBroker = QStringLiteral("memory");
const QString FirstUrl = QStringLiteral("redis://127.0.0.1:6379");

struct StepLook {
    QString mark;
    QString word; // for those who cannot see the mark
    Theme::Role color;
};

StepLook lookOf(RedisCheckStep::Outcome outcome)
{
    switch (outcome) {
    case RedisCheckStep::Outcome::Passed:
        return {QStringLiteral("✓"), BrokerCard::tr("passed"), Theme::Role::Good};
    case RedisCheckStep::Outcome::Failed:
        return {QStringLiteral("✗"), BrokerCard::tr("failed"), Theme::Role::Bad};
    case RedisCheckStep::Outcome::NotTried:
        break;
    }
    return {QStringLiteral("–"), BrokerCard::tr("not tried"), Theme::Role::Dim};
}

void setInk(QLabel& label, const QColor& color)
{
    QPalette palette = label.palette();
    palette.setColor(QPalette::WindowText, color);
    label.setPalette(palette);
}

} // namespace

BrokerCard::BrokerCard(Hub& hub, const Theme& theme, QWidget* parent)
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
    , m_error(new QLabel)
    , m_steps(new QWidget)
    , m_stepGrid(new QGridLayout(m_steps))
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
    m_stepGrid->setContentsMargins(StepIndent, 2, 0, 2);
    m_stepGrid->setHorizontalSpacing(8);
    m_stepGrid->setVerticalSpacing(3);
    m_stepGrid->setColumnStretch(2, 1);
    m_outcome->setWordWrap(true);
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setContentsMargins(StepIndent, 0, 0, 0);
    column->addWidget(m_steps);
    column->addWidget(m_outcome);
    body()->addWidget(m_redis);
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
    connect(m_move, &QPushButton::clicked, this, &BrokerCard::move);
    connect(&theme, &Theme::changed, this, [this] {
        for (const auto& [mark, color] : m_marks)
            setInk(*mark, m_theme.color(color));
    });
    connect(&hub, &Hub::statusChanged, this, [this](const HubStatus& status) {
        m_status = status;
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
    m_url->setToolTip(tr("redis://[user:password@]host:port/db, rediss:// over TLS, or "
                         "redis+sentinel://host:port,host:port/master"));
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
    m_move->setToolTip(
        tr("Clients stay connected. The history kept in memory ends with the move."));
    setLook(*m_move, "primary");
    auto* row = new QHBoxLayout;
    row->setContentsMargins(StepIndent, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_check);
    row->addWidget(m_move);
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
    if (m_checking || m_moving || url.isEmpty())
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
    for (const RedisCheckStep& step : check.steps) {
        const StepLook look = lookOf(step.outcome);
        auto* mark = new QLabel(look.mark);
        auto* name = new QLabel(step.name);
        auto* text = new QLabel(step.text);
        mark->setAccessibleName(look.word);
        setInk(*mark, m_theme.color(look.color));
        m_marks.push_back({mark, look.color});
        setLook(*name, step.outcome == RedisCheckStep::Outcome::NotTried ? "dim" : "");
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        if (step.outcome != RedisCheckStep::Outcome::Failed)
            setLook(*text, "dim");
        const int row = int(m_stepTexts.size());
        m_stepGrid->addWidget(mark, row, 0, Qt::AlignTop);
        m_stepGrid->addWidget(name, row, 1, Qt::AlignTop);
        m_stepGrid->addWidget(text, row, 2);
        m_stepTexts << QStringList{look.mark + QLatin1Char(' ') + step.name, step.text}.join(
            QStringLiteral(": "));
    }
    m_steps->setVisible(!check.steps.empty());
    if (check.passed)
        m_passedUrl = url;
    setOutcome(check.passed ? tr("This hub can work with it.")
                            : tr("This hub cannot work with it as it is."),
        check.passed ? "hint" : "bad");
    refresh();
}

void BrokerCard::move()
{
    const QString url = m_url->url();
    m_moving = true;
    setOutcome(tr("Moving to Redis; clients stay connected…"), "hint");
    refresh();
    m_hub.moveToRedis(url, [card = QPointer(this), url](const QString& error) {
        if (card)
            card->showMoved(url, error);
    });
}

void BrokerCard::showMoved(const QString& url, const QString& error)
{
    m_moving = false;
    if (error.isEmpty()) {
        setOutcome(tr("The hub is behind Redis now, and will be on the next start."), "hint");
        Q_EMIT moved(url);
    } else {
        setOutcome(tr("Not moved: %1 The hub goes on in memory.").arg(error), "bad");
    }
    refresh();
}

void BrokerCard::clearSteps()
{
    m_passedUrl.clear();
    m_stepTexts.clear();
    m_marks.clear();
    while (QLayoutItem* item = m_stepGrid->takeAt(0)) {
        const std::unique_ptr<QLayoutItem> gone(item);
        gone->widget()->hide();
        gone->widget()->deleteLater();
    }
    m_steps->hide();
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
    m_choice->setEnabled(!m_moving);
    m_url->setReadOnly(m_moving);
    m_show->setVisible(m_url->hasPassword() || m_show->isChecked());
    // not while it checks, or the focus would go elsewhere
    m_check->setEnabled(!m_moving && !url.isEmpty());
    const bool inMemory
        = m_status.state == HubState::Listening && m_status.broker.kind == MemoryBroker;
    m_move->setVisible(inMemory || m_moving);
    m_move->setEnabled(!busy && inMemory && !m_passedUrl.isEmpty() && m_passedUrl == url);
}

QStringList BrokerCard::stepTexts() const
{
    return m_stepTexts;
}

QString BrokerCard::outcomeText() const
{
    return m_outcome->text();
}

} // namespace fanlight
