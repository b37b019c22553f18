// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/status_line.h"

#include "format.h"
#include "history/history_words.h"
#include "stall_meter.h"
#include "theme/theme.h"
#include "widgets/elided_label.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>

namespace fanlight {
namespace {
constexpr int Height = 28;
constexpr int SidePadding = 16;
constexpr int Gap = 18;
constexpr double LateMs = 100; // from which a window feels slow
} // namespace

StatusLine::StatusLine(const Theme&, QWidget* parent)
    : QFrame(parent)
    , m_row(new QWidget(this))
{
    setLook(*this, "status-bar");
    setFixedHeight(Height);
    auto* row = new QHBoxLayout(m_row);
    row->setContentsMargins(SidePadding, 0, SidePadding, 0);
    row->setSpacing(Gap);
    m_up = add(tr("Time since the hub started"));
    m_cpu = add(tr("Processor use of the whole program, of all the cores it may use"));
    m_rss = add(tr("Resident memory of the whole program"));
    m_history = add(tr("What is kept for the next start"));
    m_history->hide();
    m_lateness
        = add(tr("This window answers late: how long a key press waited in the last minute"));
    m_lateness->hide();
    m_lastAction = new ElidedLabel; // it may name what a stranger chose
    setLook(*m_lastAction, "hint");
    m_lastAction->setNote(tr("Last action"));
    m_lastAction->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_lastAction->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_lastAction->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_lastAction, 1);
    setStartedAt(0);
    m_cpu->setText(tr("CPU %1").arg(format::Dash));
    m_rss->setText(tr("RSS %1").arg(format::Dash));
}

ElidedLabel* StatusLine::add(const QString& accessibleName)
{
    auto* label = new ElidedLabel;
    setLook(*label, "hint");
    label->setNote(accessibleName);
    m_row->layout()->addWidget(label);
    return label;
}

void StatusLine::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    m_row->setGeometry(contentsRect());
}

QSize StatusLine::minimumSizeHint() const
{
    return {m_row->layout()->minimumSize().width(), Height};
}

QSize StatusLine::sizeHint() const
{
    return {m_row->layout()->sizeHint().width(), Height};
}

void StatusLine::setStartedAt(qint64 startedAtMs)
{
    m_startedAtMs = startedAtMs;
    const bool up = startedAtMs > 0;
    m_up->setText(tr("Up %1").arg(
        up ? format::duration(QDateTime::currentMSecsSinceEpoch() - startedAtMs) : format::Dash));
}

void StatusLine::setSample(const MetricsSample& sample)
{
    setStartedAt(m_startedAtMs);
    m_cpu->setText(tr("CPU %1").arg(format::cpu(sample.cpuPercent, sample.cpuCores)));
    m_rss->setText(tr("RSS %1").arg(format::bytes(sample.rssBytes)));
}

void StatusLine::setHistory(const HistoryState& state)
{
    const QString text = history_words::line(state, QDateTime::currentMSecsSinceEpoch());
    m_history->setVisible(!text.isEmpty());
    m_history->setText(text);
    m_history->setNote(history_words::note(state));
    setLook(*m_history, history_words::isProblem(state) ? "bad" : "hint");
}

void StatusLine::setLateness(const StallMeter& meter)
{
    const double p99Ms = meter.recentPercentileMs(99);
    m_lateness->setVisible(p99Ms >= LateMs);
    m_lateness->setText(
        tr("Window slow: %1 ms, at most %2 ms")
            .arg(format::milliseconds(p99Ms), format::milliseconds(meter.recentMaxMs())));
}

void StatusLine::setLastAction(const QString& text)
{
    m_lastAction->setText(text.isEmpty() ? QString() : tr("Last: %1").arg(text));
}

QString StatusLine::text() const
{
    QStringList texts;
    for (const QLabel* label :
        std::initializer_list<const QLabel*>{m_up, m_cpu, m_rss, m_history, m_lateness}) {
        if (!label->isHidden())
            texts << label->text();
    }
    texts << m_lastAction->text();
    return texts.join(QStringLiteral(" | "));
}

} // namespace fanlight
