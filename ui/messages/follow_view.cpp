// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/follow_view.h"

#include "day_clock.h"
#include "format.h"
#include "messages/action_button.h"
#include "messages/code_view.h"
#include "percentiles.h"
#include "publish/latency_bars.h"
#include "widgets/card.h"
#include "widgets/empty_state.h"
#include "widgets/key_notes.h"
#include "widgets/pill.h"

#include <QComboBox>
#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

using Figure = FollowView::Figure;
constexpr int IndentWidth = 16; // of a level
constexpr qsizetype MostIdCharacters = 40; // shown; the tip has all of it

QString figureName(Figure figure)
{
    switch (figure) {
    case Figure::Recipients:
        return FollowView::tr("Recipients");
    case Figure::Written:
        return FollowView::tr("Written");
    case Figure::Acknowledged:
        return FollowView::tr("Acknowledged");
    case Figure::Gone:
        return FollowView::tr("Gone before that");
    case Figure::Returned:
        return FollowView::tr("… and came back for it");
    case Figure::Times:
        break;
    }
    return {}; // of what is chosen
}

QString countText(std::uint64_t n)
{
    return format::count(double(n));
}

} // namespace

FollowView::FollowView(HubPort& hub, const Theme& theme, const Percentiles& percentiles,
    const QList<QAction*>& sends, const QList<QAction*>& copies, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_percentiles(percentiles)
    , m_desk(hub)
    , m_back(new QPushButton(tr("‹ Messages")))
    , m_title(new QLabel)
    , m_id(new QLabel)
    , m_pill(new Pill(theme))
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(theme))
    , m_wayScroll(new QScrollArea)
    , m_settled(new QLabel)
    , m_clients(new QComboBox)
    , m_wire(new CodeView(theme))
{
    m_back->setAccessibleName(tr("Back to the messages"));
    m_back->setToolTip(tr("Back to the messages (Esc)"));
    setLook(*m_title, "title");
    setLook(*m_id, "hint");
    m_title->setTextFormat(Qt::PlainText);
    m_id->setTextFormat(Qt::PlainText);
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_id->setMinimumWidth(0);
    m_id->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    auto* line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(m_back);
    line->addWidget(m_title);
    line->addWidget(m_pill);
    line->addWidget(m_id, 1);
    for (QAction* action : sends)
        m_buttons << buttonFor(action);
    auto* copy = new QPushButton(tr("Copy"));
    auto* menu = new QMenu(copy);
    menu->setToolTipsVisible(true);
    menu->addActions(copies);
    copy->setMenu(menu);
    m_buttons << copy;
    for (QWidget* button : m_buttons)
        line->addWidget(button);

    auto* right = new QWidget;
    auto* cards = new QVBoxLayout(right);
    cards->setContentsMargins({});
    cards->setSpacing(12);
    cards->addWidget(makeReceipt());
    cards->addWidget(makeWire(), 1);
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->addWidget(makeWay());
    splitter->addWidget(right);
    splitter->setStretchFactor(0, 9);
    splitter->setStretchFactor(1, 5);
    splitter->setSizes({730, 400});
    splitter->setChildrenCollapsible(false);
    m_stack->addWidget(splitter);
    m_stack->addWidget(m_empty);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addLayout(line);
    column->addWidget(m_stack, 1);

    connect(m_back, &QPushButton::clicked, this, &FollowView::back);
    const auto escape
        = new QShortcut(Qt::Key_Escape, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    explainKey(*escape, tr("Back to the messages"));
    connect(escape, &QShortcut::activated, this, &FollowView::back);
    connect(&m_desk, &FollowDesk::changed, this, &FollowView::showAll);
    connect(m_clients, &QComboBox::currentIndexChanged, this, &FollowView::showWire);
    connect(&theme, &Theme::changed, this, [this] {
        m_steps.clear(); // their colours are in the text
        showAll();
    });
}

QWidget* FollowView::makeWay()
{
    auto* card = new Card(tr("Its way"));
    auto* unit = new QLabel(tr("ms after the publish"));
    setLook(*unit, "hint");
    card->titleLine()->addWidget(unit);
    m_wayScroll->setWidgetResizable(true);
    m_wayScroll->setFrameShape(QFrame::NoFrame);
    m_wayScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_wayScroll->setAccessibleName(tr("Its way, step by step"));
    card->body()->addWidget(m_wayScroll, 1);
    card->setMinimumWidth(260);
    return card;
}

QWidget* FollowView::makeReceipt()
{
    auto* card = new Card(tr("Receipt"));
    setLook(*m_settled, "hint");
    card->titleLine()->addWidget(m_settled);
    auto* grid = new QGridLayout;
    grid->setVerticalSpacing(7);
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        const QString name = figureName(Figure(i));
        auto* label = new QLabel(name);
        setLook(*label, "dim");
        m_figures[i] = new QLabel;
        m_figures[i]->setAccessibleName(name);
        m_figures[i]->setAlignment(Qt::AlignRight);
        m_figures[i]->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_figures[i]->setFont(m_theme.tabular());
        grid->addWidget(label, int(i), 0);
        grid->addWidget(m_figures[i], int(i), 1);
        if (Figure(i) == Figure::Times)
            m_timesName = label;
    }
    grid->setColumnStretch(1, 1);
    m_timesName->setWordWrap(true);
    m_figures[std::size_t(Figure::Times)]->setWordWrap(true);
    showTimesName();
    connect(&m_percentiles, &Percentiles::changed, this, [this] {
        showTimesName();
        showAll();
    });
    card->body()->addLayout(grid);
    connect(&m_theme, &Theme::changed, this, [this] {
        for (QLabel* figure : m_figures)
            figure->setFont(m_theme.tabular());
    });
    return card;
}

QWidget* FollowView::makeWire()
{
    auto* card = new Card(tr("On the wire"));
    m_clients->setAccessibleName(tr("The client whose wire is shown"));
    m_clients->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    card->titleLine()->addWidget(m_clients);
    m_wire->setName(tr("Bytes on the wire"));
    card->body()->addWidget(m_wire, 1);
    card->setMinimumWidth(220);
    return card;
}

void FollowView::follow(const QString& id)
{
    m_steps.clear();
    m_clients->clear();
    m_desk.follow(id);
}

void FollowView::follow(const MessageRecord& message)
{
    m_steps.clear();
    m_clients->clear();
    m_desk.follow(message);
}

void FollowView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_desk.setSeen(true);
}

void FollowView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_desk.setSeen(false);
}

// -- what is shown

void FollowView::showAll()
{
    const bool isKnown = m_desk.followed().isKnown();
    m_stack->setCurrentIndex(isKnown || !m_desk.isAsked() ? 0 : 1);
    for (QWidget* button : m_buttons)
        button->setVisible(m_desk.followed().message.has_value());
    showTitle();
    if (isKnown) {
        showSteps();
        showReceipt();
        showWire();
    } else {
        showNothing();
    }
    Q_EMIT changed();
}

void FollowView::showNothing()
{
    m_empty->set(tr("Nothing of this notification is kept any more"),
        tr("The last %1 messages (at most %2) and the last 1,000 receipts are kept, behind Redis "
           "for ten minutes.")
            .arg(
                countText(MessageLog::MostMessages), format::bytes(double(MessageLog::MostBytes))));
}

void FollowView::showTitle()
{
    const FollowedMessage& followed = m_desk.followed();
    const QString title = FollowStory::title(followed);
    m_title->setText(title == followed.id ? tr("A notification") : title);
    m_title->setToolTip(m_title->text());
    m_id->setText(followed.id.size() > MostIdCharacters
            ? QString(followed.id.left(MostIdCharacters) + u'…')
            : followed.id);
    m_id->setToolTip(followed.id);
    m_pill->setVisible(followed.isKnown());
    if (followed.receipt) {
        const ReceiptFigures& total = followed.receipt->total;
        const bool isAll = total.acknowledged == total.recipients;
        const Pill::Tone tone = total.recipients == 0 ? Pill::Tone::Neutral
            : isAll                                   ? Pill::Tone::Good
            : followed.receipt->settled               ? Pill::Tone::Warning
                                                      : Pill::Tone::Neutral;
        m_pill->set(tone,
            total.recipients == 0
                ? tr("nobody was there")
                : tr("%1 of %2 acknowledged")
                      .arg(countText(total.acknowledged), countText(total.recipients)));
    } else if (followed.message) {
        const MessageFigures& figures = followed.message->figures;
        m_pill->set(Pill::Tone::Neutral,
            !figures.isKnown
                ? tr("no receipt")
                : tr("written to %1", "a count of clients").arg(countText(figures.write.count())));
    }
}

void FollowView::showTimesName()
{
    m_timesName->setText(
        tr("First, %1, last", "latencies; percentiles").arg(m_percentiles.names()));
    m_figures[std::size_t(Figure::Times)]->setAccessibleName(m_timesName->text());
}

QString FollowView::timesText(
    double first, const std::function<double(double)>& ms, double last) const
{
    if (!isKnown(first))
        return format::Dash;
    QStringList times{format::milliseconds(first)};
    for (const double percent : m_percentiles.chosen())
        times << format::milliseconds(ms(percent));
    times << format::milliseconds(last);
    return tr("%1 ms", "one or several latencies").arg(times.join(u", "_s));
}

QString FollowView::timesName() const
{
    return m_timesName->text();
}

QString FollowView::toneColour(FollowStep::Tone tone) const
{
    const Theme::Role role = tone == FollowStep::Tone::Done ? Theme::Role::Series1
        : tone == FollowStep::Tone::Waits                   ? Theme::Role::Series2
                                                            : Theme::Role::Series3;
    return m_theme.color(role).name();
}

void FollowView::showSteps()
{
    std::vector<FollowStep> steps = FollowStory::steps(m_desk.followed());
    if (steps == m_steps)
        return;
    m_steps = std::move(steps);
    auto* way = new QWidget;
    setLook(*way, "panel");
    auto* grid = new QGridLayout(way);
    grid->setContentsMargins(0, 0, 4, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(0);
    const QString dim = m_theme.color(Theme::Role::Dim).name();
    const DayClock days;
    int row = 0;
    for (const FollowStep& step : m_steps) {
        auto* time = new QLabel(step.atMs != 0 ? days.text(step.atMs) : QString());
        setLook(*time, "hint");
        auto* what = new QLabel(u"<span style='color:%1'>●</span> <b>%2</b> "
                                u"<span style='color:%3'>%4</span>"_s.arg(toneColour(step.tone),
                                    step.title.toHtmlEscaped(), dim, step.text.toHtmlEscaped()));
        what->setTextFormat(Qt::RichText);
        what->setWordWrap(true);
        what->setTextInteractionFlags(Qt::TextSelectableByMouse);
        what->setContentsMargins(step.level * IndentWidth, 8, 0, 8);
        what->setAccessibleName(
            tr("%1: %2", "a step, what is known of it").arg(step.title, step.text));
        auto* after = new QLabel(step.after);
        after->setFont(m_theme.tabular());
        after->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        after->setAccessibleName(step.after == format::Dash
                ? tr("not timed")
                : tr("%1 ms after the publish").arg(step.after));
        after->setAccessibleDescription(step.how);
        if (!step.how.isEmpty())
            after->setToolTip(u"<qt>"_s + step.how.toHtmlEscaped() + u"</qt>"_s);
        grid->addWidget(time, row, 0);
        grid->addWidget(what, row, 1);
        grid->addWidget(after, row, 2);
        auto* rule = new QFrame;
        rule->setFixedHeight(1);
        setLook(*rule, "rule");
        grid->addWidget(rule, row + 1, 0, 1, 3);
        row += 2;
    }
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(row, 1);
    m_way = way;
    m_wayScroll->setWidget(way); // the one before goes
}

void FollowView::showReceipt()
{
    const FollowedMessage& followed = m_desk.followed();
    const auto set = [this](Figure figure, const QString& text) {
        m_figures[std::size_t(figure)]->setText(text);
    };
    if (followed.receipt) {
        const ReceiptFigures& total = followed.receipt->total;
        const double last = total.lastAckMs();
        m_settled->setText(!followed.receipt->settled ? tr("goes on")
                : isKnown(last)
                ? tr("settled; the last after %1 ms").arg(format::milliseconds(last))
                : tr("settled"));
        set(Figure::Recipients, countText(total.recipients));
        set(Figure::Written, countText(total.write.count()));
        set(Figure::Acknowledged, countText(total.acknowledged));
        set(Figure::Gone, countText(total.gone));
        set(Figure::Times,
            timesText(
                firstMs(total.ack), [&total](double percent) { return total.ackMs(percent); },
                last));
    } else if (followed.message) {
        const MessageFigures& figures = followed.message->figures;
        m_settled->setText(followed.message->receipt != 0
                ? tr("no longer kept")
                : tr("none was asked for; a sample is timed"));
        set(Figure::Recipients,
            figures.isKnown ? countText(figures.recipients) : QString(format::Dash));
        set(Figure::Written, countText(figures.write.count()));
        set(Figure::Acknowledged, format::Dash);
        set(Figure::Gone, format::Dash);
        set(Figure::Times,
            timesText(
                firstMs(figures.ack), [&figures](double percent) { return figures.ackMs(percent); },
                figures.ackMs(100)));
    }
    const bool isTraced = !followed.trace.clients.empty();
    set(Figure::Returned,
        isTraced ? format::count(FollowStory::cameBack(followed)) : QString(format::Dash));
}

void FollowView::showWire()
{
    const FollowedMessage& followed = m_desk.followed();
    const auto& clients = followed.trace.clients;
    if (m_clients->count() != int(clients.size())) {
        const QSignalBlocker blocker(m_clients);
        const QString chosen = m_clients->currentText();
        m_clients->clear();
        for (const MessageTrace::Client& client : clients)
            m_clients->addItem(connectionIdText(client.connection));
        m_clients->setCurrentIndex(std::max(0, m_clients->findText(chosen)));
    }
    m_clients->setVisible(m_clients->count() > 0);
    if (!followed.message) {
        m_wire->setText({});
        m_wire->setPlaceholder(tr("The message is no longer kept."));
        return;
    }
    const int at = m_clients->currentIndex();
    const FramePtr batch
        = at >= 0 && at < int(clients.size()) ? clients[std::size_t(at)].batch : FramePtr();
    m_wire->setText(QString::fromUtf8((batch ? batch : followed.message->frame)->plain()));
}

QString FollowView::titleText() const
{
    return m_title->text();
}

QStringList FollowView::stepTexts() const
{
    QStringList texts;
    for (const FollowStep& step : m_steps)
        texts << step.title + u" | "_s + step.text + u" | "_s + step.after;
    return texts;
}

QString FollowView::figureText(Figure figure) const
{
    return m_figures[std::size_t(figure)]->text();
}

QString FollowView::wireText() const
{
    return m_wire->shownText();
}

} // namespace fanlight
