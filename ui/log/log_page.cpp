// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/log_page.h"

#include "format.h"
#include "log/log_model.h"
#include "theme/theme.h"
#include "ui_state.h"
#include "widgets/card.h"
#include "widgets/segmented.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>

namespace fanlight {
namespace {

constexpr std::chrono::milliseconds PullInterval{500};
constexpr int RowHeight = 26;
constexpr std::array Levels{QtDebugMsg, QtInfoMsg, QtWarningMsg, QtCriticalMsg};
constexpr int FirstLevel = 1; // info
const QString LevelKey = QStringLiteral("log/level");

} // namespace

LogPage::LogPage(const LogRing& ring, const Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_model(new LogModel(ring, theme, this))
    , m_table(new QTableView)
    , m_pause(new QPushButton(tr("&Pause")))
    , m_count(new QLabel)
{
    auto* level = new Segmented({tr("Debug"), tr("Info"), tr("Warning"), tr("Error")});
    level->setAccessibleName(tr("Least level shown"));
    connect(level, &Segmented::changed, this, [this, &state](int index) {
        m_model->setLeastLevel(Levels.at(std::size_t(index)));
        state.setValue(LevelKey, index);
        updateCount();
    });
    level->setCurrent(state.value(LevelKey, FirstLevel).toInt());
    m_model->setLeastLevel(Levels.at(std::size_t(level->current())));
    m_pause->setCheckable(true);
    connect(m_pause, &QPushButton::toggled, this, [this](bool paused) {
        m_pause->setText(paused ? tr("&Resume") : tr("&Pause"));
        pull();
    });
    auto* clear = new QPushButton(tr("C&lear"));
    connect(clear, &QPushButton::clicked, this, [this] {
        m_model->clear();
        updateCount();
    });
    setLook(*m_count, "hint");

    auto* tools = new QHBoxLayout;
    tools->setSpacing(10);
    tools->addWidget(level);
    tools->addWidget(m_count);
    tools->addStretch(1);
    tools->addWidget(m_pause);
    tools->addWidget(clear);
    auto* card = new Card;
    card->body()->addWidget(m_table);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(tools);
    column->addWidget(card, 1);
    buildTable(state);
    m_timer.setInterval(PullInterval);
    connect(&m_timer, &QTimer::timeout, this, &LogPage::pull);
    updateCount();
}

void LogPage::buildTable(UiState& state)
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Log"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(RowHeight);
    QHeaderView* header = m_table->horizontalHeader();
    header->setStretchLastSection(true);
    header->resizeSection(LogModel::Time, 120);
    header->resizeSection(LogModel::Level, 80);
    header->resizeSection(LogModel::Category, 150);
    state.track(QStringLiteral("log/columns"), header);

    auto* copy = new QAction(tr("&Copy"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &LogPage::copySelection);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

QString LogPage::countText() const
{
    return m_count->text();
}

void LogPage::pull()
{
    if (m_pause->isChecked())
        return;
    const QScrollBar* bar = m_table->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    if (!m_model->pull())
        return;
    if (atEnd)
        m_table->scrollToBottom();
    updateCount();
}

void LogPage::updateCount()
{
    m_count->setText(
        tr("kept %1, evicted %2, not shown %3")
            .arg(format::count(double(m_model->kept())), format::count(double(m_model->evicted())),
                format::count(double(m_model->notShown()))));
}

void LogPage::copySelection()
{
    QStringList lines;
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
        lines << m_model->rowText(row.row());
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void LogPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    pull();
    m_timer.start();
}

void LogPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

} // namespace fanlight
