// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/failure_banner.h"

#include "theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace fanlight {

FailureBanner::FailureBanner(QWidget* parent)
    : QFrame(parent)
    , m_text(new QLabel)
    , m_note(new QLabel)
    , m_otherPort(new QPushButton)
    , m_tryAgain(new QPushButton(tr("&Try again")))
    , m_address(new QPushButton(tr("Change the &address…")))
{
    setLook(*this, "banner");
    setLook(*m_text, "title");
    setLook(*m_note, "hint");
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("The hub did not start"));

    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_text);
    words->addWidget(m_note);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 10, 14, 10);
    row->setSpacing(8);
    row->addLayout(words, 1);
    row->addWidget(m_otherPort);
    row->addWidget(m_tryAgain);
    row->addWidget(m_address);
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
    m_text->setText(text);
    setAccessibleDescription(text);
    m_note->setText(tr("Trying again every %1 s.").arg(RetryInterval.count()));
    m_note->setVisible(retriesByItself);
    m_otherPort->setText(tr("&Use port %1").arg(m_port));
    m_otherPort->setVisible(m_port != 0);
}

QString FailureBanner::text() const
{
    return m_text->text();
}

} // namespace fanlight
