// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/style.h"
#include "theme/style_parts.h"
#include "theme/style_shapes.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStyleOption>
#include <QTextEdit>

#include <algorithm>

namespace fanlight {

using namespace style_parts;
using namespace style_shapes;

namespace {

constexpr double ButtonRadius = 6;
constexpr double CardRadius = 8;
constexpr double BadgeRadius = 4;
constexpr int ListedSidePadding = 8;

bool isInvalid(const QWidget& widget)
{
    return widget.property("invalid").toBool();
}

bool isReadOnly(const QWidget& widget)
{
    if (const auto* line = qobject_cast<const QLineEdit*>(&widget))
        return line->isReadOnly();
    if (const auto* plain = qobject_cast<const QPlainTextEdit*>(&widget))
        return plain->isReadOnly();
    const auto* text = qobject_cast<const QTextEdit*>(&widget);
    return text && text->isReadOnly();
}

} // namespace

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
    const QWidget* widget) const
{
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawMark(*option, *painter, true);
    case PE_IndicatorRadioButton:
        return drawMark(*option, *painter, false);
    case PE_FrameFocusRect:
        return drawFocus(*option, *painter, widget);
    case PE_Widget:
        if (widget)
            drawGround(*option, *painter, *widget);
        return;
    case PE_PanelLineEdit:
        // Inside another box the box has the border.
        if (const auto* edit = qobject_cast<const QLineEdit*>(widget); edit && edit->hasFrame()
            && !qobject_cast<const QComboBox*>(edit->parentWidget())
            && !qobject_cast<const QAbstractSpinBox*>(edit->parentWidget()))
            drawInput(*option, *painter, *widget);
        return;
    case PE_PanelItemViewItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option))
            return drawItem(*item, *painter, widget);
        break;
    case PE_PanelItemViewRow:
        return; // its items are drawn
    case PE_PanelMenu:
        return drawBox(*painter, option->rect, 0, m_colors.panel, m_colors.line);
    case PE_FrameMenu:
        return;
    case PE_PanelTipLabel:
        return drawBox(*painter, option->rect, 0, m_colors.panel, m_colors.line);
    case PE_PanelScrollAreaCorner:
        return;
    case PE_IndicatorHeaderArrow:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            if (header->sortIndicator != QStyleOptionHeader::None)
                drawChevron(
                    *painter, option->rect, header->sortIndicator == QStyleOptionHeader::SortDown);
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
    const QWidget* widget) const
{
    switch (element) {
    case CE_PushButtonBevel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            return drawButton(*button, *painter, widget);
        break;
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            return drawButtonLabel(*button, *painter, widget);
        break;
    case CE_ShapedFrame:
        // Its border is drawn with its ground, or it has none.
        if (widget && look(widget) != QLatin1String("panel")
            && (widget->testAttribute(Qt::WA_StyledBackground)
                || qobject_cast<const QAbstractScrollArea*>(widget)))
            return;
        break;
    case CE_Header: // Fusion asks itself, and not us, where what stands
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            drawHeaderSection(*option, *painter, widget);
            QStyleOptionHeaderV2 part;
            if (const auto* whole = qstyleoption_cast<const QStyleOptionHeaderV2*>(option))
                part = *whole;
            else
                static_cast<QStyleOptionHeader&>(part) = *header;
            part.rect = subElementRect(SE_HeaderLabel, header, widget);
            drawHeaderLabel(part, *painter, widget);
            part.rect = subElementRect(SE_HeaderArrow, header, widget);
            drawPrimitive(PE_IndicatorHeaderArrow, &part, painter, widget);
            return;
        }
        break;
    case CE_HeaderSection:
        return drawHeaderSection(*option, *painter, widget);
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option))
            return drawHeaderLabel(*header, *painter, widget);
        break;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, m_colors.panel);
        return;
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
            item && qobject_cast<const QMenu*>(widget))
            return drawMenuItem(*item, *painter, widget);
        // What a box lists is drawn as a menu's item, too, in the place of its text.
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option); item
            && qobject_cast<const QComboBox*>(widget)
            && item->menuItemType == QStyleOptionMenuItem::Normal) {
            painter->fillRect(option->rect,
                option->state.testFlag(State_Selected) ? m_colors.accentSoft : m_colors.panel);
            painter->setFont(item->font);
            drawItemText(painter,
                option->rect.adjusted(ListedSidePadding, 0, -ListedSidePadding, 0),
                Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, item->palette,
                option->state.testFlag(State_Enabled), item->text, QPalette::Text);
            return;
        }
        break;
    case CE_MenuEmptyArea:
        return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, m_colors.panel);
        return;
    case CE_MenuBarItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            painter->fillRect(option->rect, m_colors.panel);
            if (option->state.testFlag(State_Selected))
                drawBox(*painter, option->rect, BadgeRadius, m_colors.accentSoft, {});
            drawItemText(painter, option->rect,
                Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, item->palette,
                option->state.testFlag(State_Enabled), item->text, QPalette::WindowText);
            return;
        }
        break;
    case CE_ComboBoxLabel:
        if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option);
            box && !box->editable) {
            const QRect place = subControlRect(CC_ComboBox, box, SC_ComboBoxEditField, widget);
            drawItemText(painter, place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                box->palette, box->state.testFlag(State_Enabled),
                box->fontMetrics.elidedText(box->currentText, Qt::ElideRight, place.width()),
                QPalette::Text);
            return;
        }
        break;
    case CE_Splitter:
        if (option->state.testFlag(State_MouseOver))
            painter->fillRect(option->rect, m_colors.line);
        return;
    case CE_ProgressBarGroove:
        return drawBox(*painter, option->rect, BadgeRadius, m_colors.background, m_colors.line);
    case CE_ProgressBarContents:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
            bar && bar->maximum > bar->minimum) {
            const QRect inside = option->rect.adjusted(1, 1, -1, -1);
            const double share = std::clamp(
                (double(bar->progress) - bar->minimum) / (double(bar->maximum) - bar->minimum), 0.0,
                1.0);
            QRect done = inside;
            done.setWidth(int(inside.width() * share));
            if (done.width() > 0)
                drawBox(
                    *painter, visualRect(option->direction, inside, done), 3, m_colors.accent, {});
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
    QPainter* painter, const QWidget* widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option))
            drawScrollBar(*slider, *painter, widget);
    } else if (control == CC_ComboBox && widget) {
        drawInput(*option, *painter, *widget);
        drawChevron(*painter,
            subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget).adjusted(-1, 0, -1, 0),
            false);
    } else if (control == CC_SpinBox && widget) {
        drawInput(*option, *painter, *widget);
        const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        if (spin && spin->buttonSymbols != QAbstractSpinBox::NoButtons) {
            drawChevron(*painter, subControlRect(control, option, SC_SpinBoxUp, widget), true);
            drawChevron(*painter, subControlRect(control, option, SC_SpinBoxDown, widget), false);
        }
    } else {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

void Style::drawGround(const QStyleOption& option, QPainter& painter, const QWidget& widget) const
{
    const QString look = style_parts::look(&widget);
    const QRect& rect = option.rect;
    const bool focus = option.state.testFlag(State_HasFocus);
    if (isTextEdit(widget)) {
        drawInput(option, painter, widget);
    } else if (look == QLatin1String("toast")) {
        drawBox(painter, rect, CardRadius, m_colors.panel, m_colors.dim);
    } else if (look == QLatin1String("banner")) {
        drawBox(painter, rect, CardRadius, m_colors.badSoft, m_colors.bad);
    } else if (look == QLatin1String("popup")) {
        const bool list = qobject_cast<const QAbstractItemView*>(&widget);
        drawBox(painter, rect, 0, m_colors.panel, list ? m_colors.line : m_colors.border);
    } else if (look == QLatin1String("rule")) {
        painter.fillRect(rect, m_colors.line);
    } else if (look == QLatin1String("panel")) {
        painter.fillRect(rect, m_colors.panel);
    } else if (look == QLatin1String("badge")) {
        drawBox(painter, rect, BadgeRadius, m_colors.background, m_colors.line);
    } else if (look == QLatin1String("badge-accent")) {
        drawBox(painter, rect, BadgeRadius, m_colors.accentSoft, m_colors.accentSoft);
    } else if (look.endsWith(QLatin1String("-bar"))) {
        painter.fillRect(rect, m_colors.panel);
        const QMargins line = framePadding(widget);
        QRect edge = rect;
        if (line.top() > 0)
            edge.setHeight(1);
        else if (line.bottom() > 0)
            edge.setTop(rect.bottom());
        else
            edge.setLeft(rect.right());
        painter.fillRect(edge, m_colors.line);
    } else if (isCard(widget) || look == QLatin1String("groups")) {
        drawBox(painter, rect, CardRadius, m_colors.panel, focus ? m_colors.accent : m_colors.line);
    } else if (isComboList(&widget)) {
        drawBox(painter, rect, 0, m_colors.panel, m_colors.line);
    }
}

// What is written into, or chosen from.
void Style::drawInput(const QStyleOption& option, QPainter& painter, const QWidget& widget) const
{
    const bool enabled = option.state.testFlag(State_Enabled);
    const bool quiet = !enabled || isReadOnly(widget) || widget.inherits("fanlight::QuantitySpin");
    QColor border = quiet ? m_colors.line : m_colors.border;
    if (isInvalid(widget))
        border = m_colors.bad;
    else if (enabled && (option.state.testFlag(State_HasFocus) || widget.hasFocus()))
        border = m_colors.accent;
    const bool sunk = !enabled || look(&widget) == QLatin1String("code");
    drawBox(
        painter, option.rect, ButtonRadius, sunk ? m_colors.background : m_colors.panel, border);
}

void Style::drawButton(
    const QStyleOptionButton& option, QPainter& painter, const QWidget* widget) const
{
    const QString look = style_parts::look(widget);
    const QString place = segment(widget);
    const bool enabled = option.state.testFlag(State_Enabled);
    const bool hover = enabled && option.state.testFlag(State_MouseOver);
    const bool pressed = enabled && option.state.testFlag(State_Sunken);
    const bool focus = enabled && option.state.testFlag(State_HasFocus);
    QColor ground = enabled ? m_colors.panel : m_colors.background;
    QColor border = m_colors.line;
    if (!place.isEmpty()) {
        if (hover)
            ground = m_colors.background;
        if (pressed || option.state.testFlag(State_On))
            ground = m_colors.accentSoft;
        if (focus)
            border = m_colors.accent;
        const bool left = place == QLatin1String("first") || place == QLatin1String("only");
        const bool right = place == QLatin1String("last") || place == QLatin1String("only");
        const double further
            = right || focus ? -0.5 : 1; // its right border is the neighbour's left
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setClipRect(option.rect);
        painter.setPen(QPen(border, 1));
        painter.setBrush(ground);
        painter.drawPath(segmentPath(QRectF(option.rect).adjusted(0.5, 0.5, further, -0.5),
            ButtonRadius - 0.5, left, right));
        painter.restore();
        return;
    }
    const bool marked = pressed || (enabled && option.state.testFlag(State_On));
    if (look == QLatin1String("primary")) {
        ground = border = !enabled ? m_colors.line
            : hover || pressed     ? m_colors.accentHover
                                   : m_colors.accent;
        if (enabled)
            border = focus ? m_colors.text : m_colors.accent;
    } else if (look == QLatin1String("danger")) {
        ground = hover || pressed ? m_colors.badSoft : ground;
        border = focus ? m_colors.accent : m_colors.bad;
    } else if (look == QLatin1String("flat") || look == QLatin1String("link")) {
        const bool flat = look == QLatin1String("flat");
        ground = border = QColor();
        if (flat && marked) {
            ground = m_colors.accentSoft;
        } else if (flat && hover) {
            ground = m_colors.background;
            border = m_colors.line;
        }
        if (focus)
            border = m_colors.accent;
    } else {
        if (marked)
            ground = m_colors.accentSoft;
        if (hover)
            border = m_colors.dim;
        if (focus)
            border = m_colors.accent;
    }
    drawBox(painter, option.rect, ButtonRadius, ground, border);
}

QColor Style::inkOf(const QStyleOptionButton& option, const QWidget* widget) const
{
    if (!option.state.testFlag(State_Enabled))
        return m_colors.dim;
    if (!segment(widget).isEmpty())
        return option.state.testFlag(State_On) ? m_colors.accent : m_colors.text;
    const QString look = style_parts::look(widget);
    if (look == QLatin1String("primary"))
        return m_colors.onAccent;
    if (look == QLatin1String("danger"))
        return m_colors.bad;
    return look == QLatin1String("link") ? m_colors.accent : m_colors.text;
}

void Style::drawButtonLabel(
    const QStyleOptionButton& option, QPainter& painter, const QWidget* widget) const
{
    QStyleOptionButton label = option;
    for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled})
        label.palette.setColor(group, QPalette::ButtonText, inkOf(option, widget));
    painter.save();
    QFont font = painter.font();
    if (!segment(widget).isEmpty() && option.state.testFlag(State_On))
        font.setWeight(QFont::DemiBold);
    if (look(widget) == QLatin1String("link") && option.state.testFlag(State_MouseOver))
        font.setUnderline(true);
    painter.setFont(font);
    QProxyStyle::drawControl(CE_PushButtonLabel, &label, &painter, widget);
    if (option.features.testFlag(QStyleOptionButton::HasMenu) && widget) {
        const QRect all = widget->rect();
        QRect arrow({}, Chevron);
        arrow.moveCenter(all.center());
        arrow.moveRight(all.right() - 9);
        drawChevron(painter, visualRect(option.direction, all, arrow), false);
    }
    painter.restore();
}

// A ring, never a ground: Fusion's looks like selected text. A push button has its border for it,
// a list its row.
void Style::drawFocus(const QStyleOption& option, QPainter& painter, const QWidget* widget) const
{
    if (qobject_cast<const QPushButton*>(widget) || qobject_cast<const QAbstractItemView*>(widget))
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_colors.accent, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.restore();
}

void Style::drawItem(
    const QStyleOptionViewItem& option, QPainter& painter, const QWidget* widget) const
{
    const QString look = style_parts::look(widget);
    const bool selected = option.state.testFlag(State_Selected);
    if (look == QLatin1String("groups") || look == QLatin1String("popup")) {
        if (selected)
            drawBox(painter, option.rect,
                look == QLatin1String("groups") ? ButtonRadius : BadgeRadius, m_colors.accentSoft,
                {});
        return;
    }
    if (selected)
        painter.fillRect(option.rect, m_colors.accentSoft);
    else if (option.backgroundBrush.style() != Qt::NoBrush)
        painter.fillRect(option.rect, option.backgroundBrush);
    if (qobject_cast<const QTableView*>(widget)) {
        QRect line = option.rect;
        line.setTop(option.rect.bottom());
        painter.fillRect(line, m_colors.line);
    }
}

void Style::drawHeaderSection(
    const QStyleOption& option, QPainter& painter, const QWidget* widget) const
{
    painter.fillRect(option.rect, m_colors.panel);
    if (!qobject_cast<const QHeaderView*>(widget))
        return; // the corner of a table
    QRect line = option.rect;
    line.setTop(option.rect.bottom());
    painter.fillRect(line, m_colors.line);
}

void Style::drawHeaderLabel(
    const QStyleOptionHeader& option, QPainter& painter, const QWidget* widget) const
{
    const bool hover = option.state.testFlag(State_MouseOver);
    painter.save();
    painter.setFont(widget ? widget->font() : painter.font());
    painter.setPen(hover ? m_colors.text : m_colors.dim);
    QString text = option.text;
    if (const auto* v2 = qstyleoption_cast<const QStyleOptionHeaderV2*>(&option);
        v2 && v2->textElideMode != Qt::ElideNone)
        text
            = QFontMetrics(painter.font()).elidedText(text, v2->textElideMode, option.rect.width());
    painter.drawText(option.rect, int(option.textAlignment) | Qt::TextSingleLine, text);
    painter.restore();
}

void Style::drawMenuItem(
    const QStyleOptionMenuItem& option, QPainter& painter, const QWidget* widget) const
{
    const QRect& rect = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(
            QRect(rect.left() + 8, rect.center().y(), rect.width() - 16, 1), m_colors.line);
        return;
    }
    const bool enabled = option.state.testFlag(State_Enabled);
    if (option.state.testFlag(State_Selected) && enabled)
        drawBox(painter, rect, BadgeRadius, m_colors.accentSoft, {});
    painter.save();
    painter.setFont(option.font);
    painter.setPen(enabled ? m_colors.text : m_colors.dim);
    QRect text = rect.marginsRemoved(MenuItemPadding);
    if (option.menuHasCheckableItems) {
        if (option.checked) {
            QStyleOption mark = option;
            mark.rect = QRect(text.left() - 4, rect.center().y() - 7, 15, 15);
            mark.state = State_On | (enabled ? State_Enabled : State_None);
            if (option.checkType == QStyleOptionMenuItem::Exclusive)
                drawPrimitive(PE_IndicatorRadioButton, &mark, &painter, widget);
            else
                drawPrimitive(PE_IndicatorCheckBox, &mark, &painter, widget);
        }
        text.setLeft(text.left() + MenuMarkWidth);
    }
    if (!option.icon.isNull()) {
        const int side = pixelMetric(PM_SmallIconSize, &option, widget);
        const QRect icon(text.left(), rect.center().y() - side / 2, side, side);
        option.icon.paint(&painter, visualRect(option.direction, rect, icon));
        text.setLeft(text.left() + side + 6);
    }
    const qsizetype tab = option.text.indexOf(QLatin1Char('\t'));
    const int flags
        = Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine | Qt::TextDontClip;
    painter.drawText(visualRect(option.direction, rect, text),
        flags | (option.direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft),
        option.text.left(tab));
    if (tab >= 0) {
        QRect keys = text;
        keys.setLeft(text.right() + 1 - option.reservedShortcutWidth);
        painter.drawText(visualRect(option.direction, rect, keys), flags | Qt::AlignLeft,
            option.text.mid(tab + 1));
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        QStyleOption arrow = option;
        arrow.rect = visualRect(
            option.direction, rect, QRect(rect.right() - 16, rect.center().y() - 5, 10, 10));
        QProxyStyle::drawPrimitive(
            option.direction == Qt::RightToLeft ? PE_IndicatorArrowLeft : PE_IndicatorArrowRight,
            &arrow, &painter, widget);
    }
    painter.restore();
}

void Style::drawScrollBar(
    const QStyleOptionSlider& option, QPainter& painter, const QWidget* widget) const
{
    if (option.maximum <= option.minimum && option.pageStep <= 0)
        return;
    const QRect handle = subControlRect(CC_ScrollBar, &option, SC_ScrollBarSlider, widget);
    const bool hover = option.state.testFlag(State_MouseOver)
        && option.activeSubControls.testFlag(SC_ScrollBarSlider);
    drawBox(painter, handle.adjusted(2, 2, -2, -2), 3, hover ? m_colors.dim : m_colors.handle, {});
}

} // namespace fanlight
