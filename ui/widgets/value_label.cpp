// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/value_label.h"

#include "widgets/row_table.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

#include <cmath>

namespace fanlight {

namespace {
constexpr int LeastValueWidth = 40;
// More is never seen, and breaking it into lines would take its time.
constexpr qsizetype MostLetters = 2000;
} // namespace

ValueLabel::ValueLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QStringList ValueLabel::lines(int width, bool* cut) const
{
    const QString whole = text();
    const QString text = whole.left(MostLetters);
    QTextLayout layout(text, font());
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    QStringList found;
    qsizetype lastBegin = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(width, LeastValueWidth));
        if (found.size() < MostLines) {
            lastBegin = line.textStart();
            found << text.mid(line.textStart(), line.textLength()).trimmed();
            continue;
        }
        // The end tells ids apart, so it is what the last line shows.
        found.last() = fontMetrics().elidedText(
            whole.mid(lastBegin), Qt::ElideMiddle, std::max(width, LeastValueWidth));
        if (cut)
            *cut = true;
        break;
    }
    layout.endLayout();
    return found;
}

QString ValueLabel::shownText() const
{
    return lines(width()).join(QLatin1Char('\n'));
}

bool ValueLabel::isCut() const
{
    bool cut = false;
    lines(width(), &cut);
    return cut;
}

int ValueLabel::heightForWidth(int width) const
{
    return int(std::max<qsizetype>(lines(width).size(), 1)) * fontMetrics().lineSpacing();
}

QSize ValueLabel::sizeHint() const
{
    const int width
        = std::max(fontMetrics().horizontalAdvance(text().left(MostLetters)) + 1, LeastValueWidth);
    return {width, fontMetrics().lineSpacing()};
}

QSize ValueLabel::minimumSizeHint() const
{
    return {LeastValueWidth, fontMetrics().lineSpacing()};
}

void ValueLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.setFont(font());
    const QStringList shown = lines(width());
    const int spare = height() - int(shown.size()) * fontMetrics().lineSpacing();
    int y = alignment().testFlag(Qt::AlignVCenter) ? std::max(0, spare / 2) : 0;
    for (const QString& line : shown) {
        painter.drawText(QRect(0, y, width(), fontMetrics().height()),
            Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine, line);
        y += fontMetrics().lineSpacing();
    }
}

bool ValueLabel::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !isCut())
        return QLabel::event(event);
    QStringList tip{text(), toolTip()};
    tip.removeAll(QString());
    QToolTip::showText(
        static_cast<QHelpEvent*>(event)->globalPos(), plainTip(tip.join(QLatin1Char('\n'))), this);
    return true;
}

void ValueLabel::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy"), this, [this] { QGuiApplication::clipboard()->setText(text()); })
        ->setEnabled(!text().isEmpty());
    menu->popup(event->globalPos());
}

} // namespace fanlight
