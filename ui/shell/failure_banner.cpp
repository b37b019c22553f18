// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/failure_banner.h"

#include <QPushButton>

namespace fanlight {

FailureBanner::FailureBanner(QWidget* parent)
    : Banner(tr("The hub did not start"), parent)
    , m_otherPort(addButton())
    , m_tryAgain(addButton(tr("&Try again")))
    , m_address(addButton(tr("Change the &address…")))
{
    connect(
        m_otherPort, &QPushButton::clicked, this, [this] { Q_EMIT otherPortRequested(m_port); });
    connect(m_address, &QPushButton::clicked, this, &FailureBanner::addressSettingRequested);
    connect(m_tryAgain, &QPushButton::clicked, this, &FailureBanner::tryAgainRequested);
}

void FailureBanner::setStatus(const HubStatus& status, bool retriesByItself)
{
    m_port = status.suggestedPort;
    // What it says of options is for a terminal; here there is a field.
    const QString text = m_port == 0
        ? status.error
        : tr("The hub cannot listen on %1: the port is in use by another program. Stop it, or "
             "choose another port.")
              .arg(status.url);
    setText(text);
    setNote(
        retriesByItself ? tr("Trying again every %1 s.").arg(RetryInterval.count()) : QString());
    m_otherPort->setText(tr("&Use port %1").arg(m_port));
    m_otherPort->setVisible(m_port != 0);
}

} // namespace fanlight
