// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/batch_window.h"

#include <algorithm>

namespace fanlight {

namespace {

Quantity windowQuantity()
{
    return {Quantity::Kind::Duration};
}

bool isTakenAsWindow(std::optional<qint64> ms)
{
    return ms && *ms >= 1 && *ms <= BatchWindow::MostMs;
}

} // namespace

BatchWindow::BatchWindow(QWidget* parent)
    : QuantitySpin(windowQuantity(), parent)
{
    setAccepts([](const QString& text) { return isTakenAsWindow(windowQuantity().parse(text)); });
    setAccessibleName(tr("Batch window"));
    setToolTip(
        tr("From the first that waits; what is waiting then goes out as one event: 100ms, 2s."));
    connect(this, &QuantitySpin::edited, this, &BatchWindow::take);
    setMs(m_ms);
}

QString BatchWindow::label(int ms)
{
    return windowQuantity().label(ms);
}

void BatchWindow::setMs(int ms)
{
    m_ms = std::clamp(ms, 1, MostMs);
    m_isWrong = false;
    setInvalid(false);
    setOptionText(windowQuantity().optionText(m_ms));
}

void BatchWindow::take()
{
    const auto read = value();
    m_isWrong = !isTakenAsWindow(read);
    if (!m_isWrong)
        m_ms = int(*read);
    setInvalid(m_isWrong);
    Q_EMIT changed();
}

QString BatchWindow::problem() const
{
    return m_isWrong
        ? tr("Gathered for: “%1” is not a time from %2 to %3").arg(text(), label(1), label(MostMs))
        : QString();
}

} // namespace fanlight
