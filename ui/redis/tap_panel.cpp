// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/tap_panel.h"

#include "format.h"
#include "hub/hub_port.h"
#include "publish/json_check.h"
#include "publish/json_highlighter.h"
#include "ui_state.h"
#include "widgets/content_columns.h"
#include "widgets/filter_line.h"
#include "widgets/flow_layout.h"
#include "widgets/row_table.h"

#include <QDateTime>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>

namespace fanlight {
namespace {

constexpr std::chrono::milliseconds RefreshDelay{100};
constexpr int LeastLetters = 30; // of the payload that are seen
const QString PatternKey = QStringLiteral("redis/tap-pattern");
const QString FilterKey = QStringLiteral("redis/tap-filter");
const QString HeaderKey = QStringLiteral("redis/tap-header");
const QString SplitterKey = QStringLiteral("redis/tap-splitter");

// What stands for itself in a pattern of Redis.
QString literal(const QString& text)
{
    QString pattern;
    for (const QChar sign : text) {
        if (QStringLiteral("*?[]\\").contains(sign))
            pattern += QLatin1Char('\\');
        pattern += sign;
    }
    return pattern;
}

} // namespace

TapPanel::TapPanel(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent)
    : Card(tr("Tap"), parent)
    , m_hub(hub)
    , m_gate(hub)
    , m_model(m_record, theme)
    , m_pattern(new QLineEdit)
    , m_toggle(new QPushButton)
    , m_state(new QLabel)
    , m_filter(new QLineEdit)
    , m_count(new QLabel)
    , m_pause(new QPushButton(tr("&Pause")))
    , m_clear(new QPushButton(tr("C&lear")))
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_table(new RowTable)
    , m_detailTitle(new QLabel)
    , m_detail(new QPlainTextEdit)
{
    setLook(*m_state, "hint");
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    body()->addWidget(m_state);
    body()->addWidget(makeTools());
    makeTable(theme, state);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(makeDetail(theme));
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({760, 340});
    m_splitter->setCollapsible(0, false);
    state.track(SplitterKey, m_splitter);
    body()->addWidget(m_splitter, 1);

    m_pattern->setText(state.value(PatternKey, patternOf(hub.options().channelPrefix)).toString());
    m_pattern->setCursorPosition(0); // its beginning is seen where there is little room
    m_filter->setText(state.value(FilterKey).toString());
    m_model.setFilter(TextFilter(m_filter->text()));
    connect(m_pattern, &QLineEdit::textChanged, this, [this, &state](const QString& text) {
        state.setValue(PatternKey, text);
        updateState();
    });
    connect(m_pattern, &QLineEdit::returnPressed, this, &TapPanel::start);
    connect(m_toggle, &QPushButton::clicked, this, [this] { m_tapping ? stop() : start(); });
    connect(m_filter, &QLineEdit::textChanged, this, [this, &state](const QString& text) {
        state.setValue(FilterKey, text);
        m_model.setFilter(TextFilter(text));
        updateCount();
    });
    connect(m_pause, &QPushButton::toggled, this, [this](bool paused) {
        m_pause->setText(paused ? tr("&Resume") : tr("&Pause"));
        pull();
    });
    connect(m_clear, &QPushButton::clicked, this, &TapPanel::clear);
    connect(&hub, &HubPort::statusChanged, this, &TapPanel::takeStatus);
    connect(&hub, &HubPort::tapFailed, this, &TapPanel::ended);
    connect(&hub, &HubPort::tapped, this, [this](const TapBatch& batch) {
        if (!m_tapping)
            return; // on its way while it was stopped
        m_record.append(batch);
        if (isVisible() && !m_refresh.isActive())
            m_refresh.start();
    });
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(RefreshDelay);
    connect(&m_refresh, &QTimer::timeout, this, &TapPanel::pull);
    addFindShortcut(*this, *m_filter);
    addClearShortcut(*m_filter);
    m_gate.show(HubPort::Ability::TapRedis, std::initializer_list<QWidget*>{m_pattern, m_toggle});
    connect(&m_gate, &AbilityGate::changed, this, &TapPanel::takeAbilities);
    takeStatus(hub.status());
    updateCount();
}

// A channel for each user, and one for everybody, which has the name before the colon.
QString TapPanel::patternOf(const QString& prefix)
{
    const QString users = literal(prefix) + QLatin1Char('*');
    return prefix.endsWith(QLatin1Char(':')) ? literal(prefix.chopped(1)) + QLatin1Char(' ') + users
                                             : users;
}

QWidget* TapPanel::makeTools()
{
    m_pattern->setAccessibleName(tr("Channel pattern"));
    m_pattern->setToolTip(
        tr("Patterns as Redis has them, with blanks between: * any text, ? any character, [ab] one "
           "of them. To begin with, all users and the broadcasts of this hub."));
    m_pattern->setMinimumWidth(200);
    m_pattern->setMaximumWidth(260);
    m_filter->setPlaceholderText(tr("Filter: a part of channel or payload"));
    m_filter->setAccessibleName(tr("Filter messages"));
    m_filter->setToolTip(TextFilter::help());
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(280);
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Holds the rows; the recording goes on."));
    setLook(*m_count, "hint");
    auto* tools = new QWidget;
    auto* row = new FlowLayout(tools, 10, 6);
    row->addWidget(m_pattern);
    row->addWidget(m_toggle);
    row->addWidget(m_filter);
    row->setGrowing(m_filter);
    row->addWidget(m_count);
    row->addStretch();
    row->addWidget(m_pause);
    row->addWidget(m_clear);
    return tools;
}

void TapPanel::makeTable(const Theme& theme, UiState& state)
{
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Messages"));
    m_table->setMinimumHeight(90);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSortIndicatorShown(false); // always in the order they came
    header->setSectionsClickable(false);
    (new ContentColumns(*m_table,
         {{QStringLiteral("00:00:00.000"), theme.monospace(), 24},
             {QStringLiteral("notifications:10000"), theme.monospace(), 52},
             {QStringLiteral("99.9 KiB"), theme.tabular()},
             {QString(LeastLetters, QLatin1Char('x')), theme.monospace()}},
         TapModel::Payload))
        ->keepIn(state, HeaderKey);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &TapPanel::showDetail);
}

QWidget* TapPanel::makeDetail(const Theme& theme)
{
    setLook(*m_detailTitle, "hint");
    m_detailTitle->setTextFormat(Qt::PlainText);
    m_detailTitle->setWordWrap(true);
    setLook(*m_detail, "code");
    m_detail->setReadOnly(true);
    m_detail->setTabChangesFocus(true);
    m_detail->setAccessibleName(tr("Payload of the selected message"));
    m_detail->setPlaceholderText(tr("Select a message to see its payload."));
    m_highlighter = new JsonHighlighter(theme, m_detail->document());
    const auto takeFont = [this, &theme] { m_detail->setFont(theme.monospace()); };
    connect(&theme, &Theme::changed, this, takeFont);
    takeFont();
    auto* detail = new QWidget;
    auto* column = new QVBoxLayout(detail);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(m_detailTitle);
    column->addWidget(m_detail, 1);
    detail->setMinimumWidth(180);
    return detail;
}

void TapPanel::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    pull();
}

void TapPanel::takeStatus(const HubStatus& status)
{
    m_possible
        = status.state == HubState::Listening && status.broker.kind == QLatin1String("redis");
    if (!m_possible && m_tapping)
        ended(tr("The hub stopped, and the tap with it."));
    updateState();
}

// A tap goes with the right to it; while the hub does not answer, nothing comes and it is still on.
void TapPanel::takeAbilities()
{
    if (m_tapping && !m_gate.isOffered(HubPort::Ability::TapRedis))
        ended(m_gate.why(HubPort::Ability::TapRedis));
    updateState();
}

void TapPanel::start()
{
    const QString pattern = m_pattern->text().trimmed();
    if (m_tapping || !m_possible || pattern.isEmpty() || !m_gate.isOpen(HubPort::Ability::TapRedis))
        return;
    m_tapping = true;
    m_problem.clear();
    m_sinceMs = QDateTime::currentMSecsSinceEpoch();
    m_hub.tapRedis(pattern);
    updateState();
    Q_EMIT lastAction(tr("tap on %1 started").arg(pattern));
}

void TapPanel::stop()
{
    if (!m_tapping || !m_gate.isOpen(HubPort::Ability::TapRedis))
        return;
    m_hub.tapRedis({});
    ended({});
    Q_EMIT lastAction(tr("tap stopped"));
}

void TapPanel::ended(const QString& problem)
{
    m_tapping = false;
    m_problem = problem;
    updateState();
    if (isVisible())
        pull();
}

void TapPanel::pull()
{
    if (!m_pause->isChecked()) {
        const QScrollBar* bar = m_table->verticalScrollBar();
        const bool atEnd = bar->value() == bar->maximum();
        const int rowsBefore = m_model.rowCount();
        const QPersistentModelIndex top(m_model.index(m_table->topRow(), 0));
        m_model.pull();
        if (atEnd && (m_model.rowCount() != rowsBefore || !top.isValid()))
            m_table->scrollToBottom();
        else if (!atEnd && top.isValid())
            m_table->setTopRow(top.row()); // rows that went above do not move what is seen
    }
    updateCount();
}

void TapPanel::clear()
{
    m_record.clear();
    m_model.clear();
    showDetail();
    updateCount();
}

void TapPanel::showDetail()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return; // what was read stays, though its row may be gone
    const TapMessage& message = m_model.message(current.row());
    const QString text = QString::fromUtf8(message.payload);
    const bool whole = message.payloadBytes == message.payload.size();
    const bool isJson = whole && !checkJson(text);
    m_detailTitle->setText(whole
            ? tr("%1, %2").arg(message.channel, isJson ? tr("JSON") : tr("text"))
            : tr("%1, the first %2 of %3")
                  .arg(message.channel, format::bytes(double(message.payload.size())),
                      format::bytes(double(message.payloadBytes))));
    m_highlighter->setActive(isJson);
    m_detail->setPlainText(isJson ? prettyJson(text) : text);
}

void TapPanel::updateState()
{
    m_toggle->setText(m_tapping ? tr("S&top") : tr("Star&t"));
    m_toggle->setAccessibleName(m_tapping ? tr("Stop the tap") : tr("Start the tap"));
    setLook(*m_toggle, m_tapping ? "primary" : "");
    m_toggle->setEnabled(m_gate.isOpen(HubPort::Ability::TapRedis)
        && (m_tapping || (m_possible && !m_pattern->text().trimmed().isEmpty())));
    m_pattern->setReadOnly(m_tapping);
    setLook(*m_state, m_problem.isEmpty() ? "hint" : "bad");
    if (!m_problem.isEmpty())
        m_state->setText(m_problem);
    else if (!m_gate.isOffered(HubPort::Ability::TapRedis))
        m_state->setText(m_gate.why(HubPort::Ability::TapRedis));
    else if (m_tapping)
        m_state->setText(tr(
            "On since %1. It goes on, whichever page is shown, until you stop it or the hub stops.")
                             .arg(format::clock(m_sinceMs, false)));
    else
        m_state->setText(tr("Off. While it is on, Redis sends one more copy of each message whose "
                            "channel matches."));
}

void TapPanel::updateCount()
{
    const auto text = [](quint64 n) { return format::count(double(n)); };
    m_count->setText(tr("kept %1, evicted %2, not shown %3, left out %4")
                         .arg(text(m_record.lines().size()), text(m_record.evicted()),
                             text(m_model.notShown()), text(m_record.leftOut())));
    m_clear->setEnabled(m_record.lastNumber() > 0 || m_record.leftOut() > 0);
}

QString TapPanel::countText() const
{
    return m_count->text();
}

QString TapPanel::stateText() const
{
    return m_state->text();
}

QString TapPanel::detailText() const
{
    return m_detail->toPlainText();
}

} // namespace fanlight
