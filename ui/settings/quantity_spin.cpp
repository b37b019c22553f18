// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/quantity_spin.h"

#include <QLineEdit>
#include <QStyle>
#include <QStyleOptionSpinBox>
#include <QWheelEvent>

#include <algorithm>
#include <cstdlib>

namespace fanlight {

namespace {
const QString WidestNumber = QStringLiteral("1,000,000");
constexpr int TextMargin = 6; // of the caret and of the edit inside
constexpr int MostTries = 40; // more than there are round values
} // namespace

QuantitySpin::QuantitySpin(Quantity quantity, QWidget* parent)
    : QAbstractSpinBox(parent)
    , m_quantity(std::move(quantity))
{
    setFocusPolicy(Qt::StrongFocus); // not by the wheel
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(lineEdit(), &QLineEdit::textEdited, this, &QuantitySpin::edited);
}

QString QuantitySpin::optionText() const
{
    const auto read = value();
    return read ? m_quantity.optionText(*read) : text().trimmed();
}

void QuantitySpin::setOptionText(const QString& text)
{
    const auto read = m_quantity.parse(text);
    const QString shown = read ? m_quantity.label(*read) : text;
    if (shown != lineEdit()->text())
        lineEdit()->setText(shown);
    update(); // the arrows, too
}

void QuantitySpin::setInvalid(bool invalid)
{
    if (property("invalid").toBool() == invalid)
        return;
    setProperty("invalid", invalid);
    style()->unpolish(this);
    style()->polish(this);
}

qint64 QuantitySpin::stepped(qint64 value, bool up) const
{
    const qint64 first = m_quantity.next(value, up);
    if (!m_accepts)
        return first;
    // Between "none" and the least there may be some that are not taken.
    qint64 now = first;
    for (int i = 0; i < MostTries && !m_accepts(m_quantity.optionText(now)); ++i)
        now = m_quantity.next(now, up);
    if (m_accepts(m_quantity.optionText(now)))
        return now;
    // A value out of bounds comes back in step by step.
    return m_accepts(m_quantity.optionText(value)) ? value : first;
}

void QuantitySpin::stepBy(int steps)
{
    const auto before = value();
    qint64 now = before.value_or(0);
    for (int i = 0; i < std::abs(steps); ++i)
        now = stepped(now, steps > 0);
    if (before && now == *before)
        return;
    lineEdit()->setText(m_quantity.label(now));
    selectAll();
    Q_EMIT edited();
}

QValidator::State QuantitySpin::validate(QString&, int&) const
{
    return QValidator::Acceptable; // its owner has more to say than that it is not
}

QAbstractSpinBox::StepEnabled QuantitySpin::stepEnabled() const
{
    const auto now = value();
    if (!now)
        return StepNone;
    StepEnabled enabled = StepNone;
    if (stepped(*now, true) != *now)
        enabled |= StepUpEnabled;
    if (stepped(*now, false) != *now)
        enabled |= StepDownEnabled;
    return enabled;
}

QSize QuantitySpin::sizeHint() const
{
    ensurePolished();
    const QFontMetrics metrics(font());
    const int width = std::max(
        metrics.horizontalAdvance(m_quantity.zeroLabel), metrics.horizontalAdvance(WidestNumber));
    QStyleOptionSpinBox option;
    initStyleOption(&option);
    const QSize inner(width + TextMargin, lineEdit()->sizeHint().height());
    return style()->sizeFromContents(QStyle::CT_SpinBox, &option, inner, this);
}

void QuantitySpin::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QAbstractSpinBox::wheelEvent(event);
    else
        event->ignore();
}

void QuantitySpin::focusOutEvent(QFocusEvent* event)
{
    QAbstractSpinBox::focusOutEvent(event);
    if (const auto read = value(); read && lineEdit()->text() != m_quantity.label(*read))
        lineEdit()->setText(m_quantity.label(*read)); // "60" is "1 min"
}

} // namespace fanlight
