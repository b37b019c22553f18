// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/title_header.h"

#include <QHelpEvent>
#include <QToolTip>

namespace fanlight {

namespace {
constexpr int TitlePadding = 12; // as the style has it
} // namespace

TitleHeader::TitleHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setHighlightSections(false);
}

QString TitleHeader::tipOf(int section) const
{
    const QString title = model()->headerData(section, Qt::Horizontal).toString();
    const QString tip = model()->headerData(section, Qt::Horizontal, Qt::ToolTipRole).toString();
    const bool isCut = fontMetrics().horizontalAdvance(title) + TitlePadding > sectionSize(section);
    QStringList lines{isCut ? title : QString(), tip};
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

bool TitleHeader::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !model())
        return QHeaderView::viewportEvent(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const int section = logicalIndexAt(help->pos());
    QToolTip::showText(help->globalPos(), section < 0 ? QString() : tipOf(section), viewport());
    return true;
}

} // namespace fanlight
