// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/elided_button.h"
#include "widgets/elided_label.h"
#include "widgets/title_header.h"
#include "widgets/value_label.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitterHandle>
#include <QStackedWidget>
#include <QTableView>
#include <QWidget>

namespace fanlight {

// What is wrong with how a window is laid out: text that is cut without a tip that has it whole,
// widgets over one another, widgets that reach out of what they are in. A line for each.
class LayoutCheck {
public:
    // What is in a widget of one of the classes `but` is left out.
    static QStringList faults(QWidget& window, const QStringList& but = {})
    {
        LayoutCheck check;
        for (QWidget* widget : window.findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->window() != &window || isIn(*widget, but))
                continue;
            check.checkText(*widget);
            check.checkEdges(*widget);
            check.checkOverlaps(*widget);
            check.checkScrolled(*widget);
        }
        check.m_faults.removeDuplicates();
        return check.m_faults;
    }

private:
    static constexpr int Slack = 1; // pixels, of rounding

    static bool isIn(const QWidget& widget, const QStringList& classes)
    {
        for (const QWidget* at = &widget; at; at = at->parentWidget()) {
            if (classes.contains(QLatin1String(at->metaObject()->className())))
                return true;
        }
        return false;
    }

    static QString nameOf(const QWidget& widget)
    {
        QString name = QString::fromLatin1(widget.metaObject()->className());
        if (const auto* label = qobject_cast<const QLabel*>(&widget))
            name += QLatin1Char(' ') + label->text().left(40);
        else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
            name += QLatin1Char(' ') + button->text().left(40);
        if (!widget.accessibleName().isEmpty())
            name += QStringLiteral(" “%1”").arg(widget.accessibleName().left(40));
        return name;
    }

    void add(const char* what, const QWidget& widget, const QString& more = {})
    {
        m_faults << QStringLiteral("%1: %2 %3").arg(QLatin1String(what), nameOf(widget), more);
    }

    static QString sizes(const QWidget& widget, const QSize& wanted)
    {
        return QStringLiteral("has %1x%2, wants %3x%4")
            .arg(widget.width())
            .arg(widget.height())
            .arg(wanted.width())
            .arg(wanted.height());
    }

    void checkText(const QWidget& widget)
    {
        if (qobject_cast<const QLineEdit*>(widget.parentWidget())) // its own buttons are pictures
            return;
        if (const auto* label = qobject_cast<const QLabel*>(&widget))
            checkLabel(*label);
        else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
            checkButton(*button);
        else if (const auto* edit = qobject_cast<const QLineEdit*>(&widget))
            checkPlaceholder(*edit);
        else if (const auto* table = qobject_cast<const QTableView*>(&widget))
            checkTitles(*table);
        else if (qobject_cast<const QComboBox*>(&widget)
            || qobject_cast<const QAbstractSpinBox*>(&widget))
            checkRoom(widget, {0, widget.minimumSizeHint().height()});
        else if (widget.inherits("fanlight::Pill"))
            checkRoom(widget, widget.sizeHint());
    }

    void checkLabel(const QLabel& label)
    {
        if (label.text().isEmpty() || qobject_cast<const ElidedLabel*>(&label))
            return;
        const auto* value = qobject_cast<const ValueLabel*>(&label); // its tip has what it cuts
        if (!label.wordWrap() && !value)
            return checkRoom(label, label.sizeHint());
        const int wanted = label.heightForWidth(label.width());
        if (wanted > label.height() + Slack && label.toolTip() != label.text())
            add("cut", label, sizes(label, {label.width(), wanted}));
    }

    void checkButton(const QAbstractButton& button)
    {
        // What stands for its text in a tip may be cut.
        if (!button.text().isEmpty() && !button.toolTip().contains(button.text())
            && !qobject_cast<const ElidedButton*>(&button))
            checkRoom(button, button.minimumSizeHint().expandedTo(QSize(1, 1)));
    }

    void checkRoom(const QWidget& widget, const QSize& wanted)
    {
        if (wanted.width() > widget.width() + Slack || wanted.height() > widget.height() + Slack)
            add("cut", widget, sizes(widget, wanted));
    }

    // The line cuts it with an ellipsis by itself.
    void checkPlaceholder(const QLineEdit& edit)
    {
        if (!edit.text().isEmpty() || edit.placeholderText().isEmpty())
            return;
        const int wanted = edit.fontMetrics().horizontalAdvance(edit.placeholderText()) + 22;
        if (wanted > edit.width() + Slack && edit.toolTip().isEmpty())
            add("placeholder cut without a tip", edit, edit.placeholderText());
        if (edit.sizeHint().height() > edit.height() + Slack)
            add("cut", edit, sizes(edit, edit.sizeHint()));
    }

    void checkTitles(const QTableView& table)
    {
        const QHeaderView& header = *table.horizontalHeader();
        if (header.isHidden() || !table.model())
            return;
        for (int i = 0; i < header.count(); ++i) {
            if (header.isSectionHidden(i) || header.sectionSize(i) == 0)
                continue;
            const QString title = table.model()->headerData(i, Qt::Horizontal).toString();
            const auto* titles = qobject_cast<const TitleHeader*>(&header);
            const QString tip = titles ? titles->tipOf(i) : QString();
            const int wanted = header.fontMetrics().horizontalAdvance(title) + 12;
            if (wanted > header.sectionSize(i) + Slack && tip.isEmpty())
                add("title cut without a tip", table, title);
        }
    }

    // A widget that scrolls what is in it may show a part of it.
    static bool isScrolled(const QWidget& parent)
    {
        const auto* area = qobject_cast<const QAbstractScrollArea*>(parent.parentWidget());
        return area && area->viewport() == &parent;
    }

    void checkEdges(const QWidget& widget)
    {
        const QWidget* parent = widget.parentWidget();
        if (!parent || widget.isWindow() || isScrolled(*parent) || isPart(widget))
            return;
        if (!parent->rect().adjusted(-Slack, -Slack, Slack, Slack).contains(widget.geometry()))
            add("reaches out", widget,
                QStringLiteral("of %1").arg(QLatin1String(parent->metaObject()->className())));
    }

    // What cannot be scrolled to is not there.
    void checkScrolled(const QWidget& widget)
    {
        const auto* area = qobject_cast<const QScrollArea*>(&widget);
        if (!area || !area->widget())
            return;
        const QSize room = area->viewport()->size() + QSize(Slack, Slack);
        const QSize content = area->widget()->size();
        if ((area->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff
                && content.width() > room.width())
            || (area->verticalScrollBarPolicy() == Qt::ScrollBarAlwaysOff
                && content.height() > room.height()))
            add("out of reach", *area, sizes(*area->viewport(), content));
    }

    // What Qt's own widgets are made of.
    static bool isPart(const QWidget& widget)
    {
        const QWidget* parent = widget.parentWidget();
        return qobject_cast<const QScrollBar*>(&widget)
            || qobject_cast<const QSplitterHandle*>(&widget)
            || widget.objectName().startsWith(QLatin1String("qt_"))
            || qobject_cast<const QLineEdit*>(parent)
            || qobject_cast<const QAbstractScrollArea*>(parent)
            || qobject_cast<const QHeaderView*>(parent)
            || (parent && isScrolled(*parent) && !qobject_cast<const QLabel*>(&widget)
                && parent->inherits("QHeaderView"));
    }

    void checkOverlaps(const QWidget& parent)
    {
        if (qobject_cast<const QStackedWidget*>(&parent) || isScrolled(parent))
            return;
        const auto children = parent.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
        for (qsizetype i = 0; i < children.size(); ++i) {
            for (qsizetype j = i + 1; j < children.size(); ++j) {
                const QWidget& a = *children[i];
                const QWidget& b = *children[j];
                if (!a.isVisible() || !b.isVisible() || a.isWindow() || b.isWindow() || isPart(a)
                    || isPart(b))
                    continue;
                const QRect common = a.geometry() & b.geometry();
                if (common.width() > Slack && common.height() > Slack)
                    add("overlap", a, QStringLiteral("and ") + nameOf(b));
            }
        }
    }

    QStringList m_faults;
};

} // namespace fanlight
