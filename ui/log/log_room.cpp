// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/log_room.h"

#include "log/audit_view.h"
#include "log/log_page.h"
#include "ui_state.h"
#include "widgets/segmented.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace fanlight {

namespace {

const QString LogSideKey = QStringLiteral("log/side");
constexpr int LogRoomMargin = 16;

} // namespace

LogRoom::LogRoom(LogPage* log, AuditView* audit, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_sides(new Segmented({tr("Log"), tr("Audit")}))
    , m_stack(new QStackedWidget)
{
    m_sides->setAccessibleName(tr("What is shown: the log, or the audit"));
    m_sides->setToolTip(tr("The audit has who did what to the hub by hand, and who was refused."));
    auto* line = new QHBoxLayout;
    line->setContentsMargins(LogRoomMargin, LogRoomMargin, LogRoomMargin, 0);
    line->addWidget(m_sides);
    line->addStretch();
    m_stack->addWidget(log);
    m_stack->addWidget(audit);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(m_stack, 1);
    connect(m_sides, &Segmented::changed, this, [this, &state](int side) {
        m_stack->setCurrentIndex(side);
        state.setValue(LogSideKey, side);
    });
    m_sides->setCurrent(state.value(LogSideKey, int(Log)).toInt() == Audit ? Audit : Log);
}

void LogRoom::showSide(Side side)
{
    m_sides->setCurrent(side);
}

} // namespace fanlight
