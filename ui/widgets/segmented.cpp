// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/segmented.h"

#include "widgets/elided_button.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>

namespace fanlight {
namespace {
constexpr int LeastSegment = 72;

// The style rounds the outer corners by this word.
QString place(qsizetype index, qsizetype count)
{
    if (count == 1)
        return QStringLiteral("only");
    if (index == 0)
        return QStringLiteral("first");
    return index == count - 1 ? QStringLiteral("last") : QStringLiteral("middle");
}
} // namespace

Segmented::Segmented(const QStringList& labels, QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(0);
    for (qsizetype i = 0; i < labels.size(); ++i) {
        auto* button = new ElidedButton(labels[i]);
        button->setLeastWidth(QWIDGETSIZE_MAX);
        button->setCheckable(true);
        button->setAutoExclusive(true); // told as one of several; the group sees to it
        button->setAutoDefault(false);
        button->setChecked(i == 0);
        button->setFocusPolicy(i == 0 ? Qt::StrongFocus : Qt::ClickFocus);
        button->setProperty("segment", place(i, labels.size()));
        button->installEventFilter(this);
        m_group->addButton(button, int(i));
        row->addWidget(button);
    }
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int index, bool on) {
        // One stop of the tab order: the chosen segment.
        m_group->button(index)->setFocusPolicy(on ? Qt::StrongFocus : Qt::ClickFocus);
        if (on) {
            setFocusProxy(m_group->button(index));
            Q_EMIT changed(index);
        }
    });
    setFocusProxy(m_group->button(0));
}

int Segmented::current() const
{
    return m_group->checkedId();
}

void Segmented::setCurrent(int index)
{
    if (QAbstractButton* button = m_group->button(index))
        button->setChecked(true);
}

void Segmented::setLabel(int index, const QString& label)
{
    if (QAbstractButton* button = m_group->button(index))
        button->setText(label);
}

void Segmented::setShrinking()
{
    for (QAbstractButton* button : m_group->buttons())
        static_cast<ElidedButton*>(button)->setLeastWidth(LeastSegment);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void Segmented::setSegmentEnabled(int index, bool enabled, const QString& reason)
{
    if (QAbstractButton* button = m_group->button(index)) {
        button->setEnabled(enabled);
        button->setToolTip(enabled ? QString() : reason);
    }
}

bool Segmented::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool back = key == Qt::Key_Left || key == Qt::Key_Up;
        if (back || key == Qt::Key_Right || key == Qt::Key_Down) {
            step(back ? -1 : 1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void Segmented::step(int direction)
{
    for (int i = current() + direction; m_group->button(i); i += direction) {
        if (QAbstractButton* button = m_group->button(i); button->isEnabled()) {
            button->setChecked(true);
            button->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

} // namespace fanlight
