// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/first_steps.h"

#include "curl_line.h"
#include "theme/theme.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>

namespace fanlight {

FirstSteps::FirstSteps(const Theme& theme, QWidget* parent)
    : Card(tr("No clients yet"), parent)
    , m_command(new QLineEdit)
{
    auto* hint
        = new QLabel(tr("Open a stream in a terminal, then send something from the Publish page:"));
    setLook(*hint, "dim");
    m_command->setReadOnly(true);
    m_command->setFont(theme.monospace());
    m_command->setAccessibleName(tr("Command that opens a stream"));
    setLook(*m_command, "code");
    connect(&theme, &Theme::changed, m_command,
        [this, &theme] { m_command->setFont(theme.monospace()); });

    auto* copy = new QPushButton(tr("&Copy"));
    copy->setAccessibleName(tr("Copy the command"));
    connect(copy, &QPushButton::clicked, this, &FirstSteps::copyCommand);
    auto* browser = new QPushButton(tr("Open the &browser page"));
    connect(browser, &QPushButton::clicked, this,
        [this] { QDesktopServices::openUrl(QUrl(m_pageUrl)); });
    auto* clients = new QPushButton(tr("Start %1 &test clients").arg(TestClientCount));
    connect(clients, &QPushButton::clicked, this,
        [this] { Q_EMIT testClientsRequested(TestClientCount); });

    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_command, 1);
    for (QPushButton* button : {copy, browser, clients})
        row->addWidget(button);
    body()->addWidget(hint);
    body()->addLayout(row);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void FirstSteps::setStatus(const HubStatus& status)
{
    m_pageUrl = status.localhostUrl.isEmpty() ? status.url : status.localhostUrl;
    m_command->setText(curlSubscribe(status, QStringLiteral("42")));
    m_command->setCursorPosition(0);
}

QString FirstSteps::command() const
{
    return m_command->text();
}

void FirstSteps::copyCommand()
{
    QGuiApplication::clipboard()->setText(command());
    Q_EMIT actionDone(tr("Copied the curl command"));
}

} // namespace fanlight
