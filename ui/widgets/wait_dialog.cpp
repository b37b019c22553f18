// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wait_dialog.h"

#include <QProgressBar>
#include <QVBoxLayout>

namespace fanlight {

namespace {
constexpr int BarHeight = 8;
} // namespace

WaitDialog::WaitDialog(QWidget* parent, const QString& title, const QString& text)
    : Question(parent, title, text)
    , m_bar(new QProgressBar)
{
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(BarHeight);
    m_bar->setAccessibleName(tr("Progress"));
    fields()->addWidget(m_bar);
    setPercent(NotKnown);
}

void WaitDialog::setPercent(int percent)
{
    m_bar->setRange(0, percent < 0 ? 0 : 100);
    m_bar->setValue(percent);
}

int WaitDialog::percent() const
{
    return m_bar->maximum() == 0 ? NotKnown : m_bar->value();
}

} // namespace fanlight
