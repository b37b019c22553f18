// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/fault_command.h"

#include "theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace fanlight {

FaultCommand::FaultCommand(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_command(new QLineEdit)
    , m_api(new QLabel)
{
    auto* name = new QLabel(tr("As curl"));
    setLook(*name, "dim");
    name->setBuddy(m_command);
    m_command->setReadOnly(true);
    m_command->setPlaceholderText(tr("Something above is not right yet"));
    m_command->setAccessibleName(tr("Command that begins the fault"));
    setLook(*m_command, "code");
    m_command->setFont(theme.monospace());
    connect(&theme, &Theme::changed, m_command,
        [this, &theme] { m_command->setFont(theme.monospace()); });
    setLook(*m_api, "hint");
    m_api->setWordWrap(true);
    auto* copy = new QPushButton(tr("&Copy"));
    copy->setAccessibleName(tr("Copy the command"));
    connect(copy, &QPushButton::clicked, this, [this] {
        if (m_command->text().isEmpty())
            return;
        QGuiApplication::clipboard()->setText(m_command->text());
        Q_EMIT lastAction(tr("copied the curl command"));
    });
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(name);
    line->addWidget(m_command, 1);
    line->addWidget(copy);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(line);
    column->addWidget(m_api);
}

void FaultCommand::show(const QString& begin, const QString& end)
{
    m_command->setText(begin);
    m_command->setCursorPosition(0);
    m_api->setText(end.isEmpty()
            ? tr("The API refuses it as the hub runs now: start it with --allow-faults, or set "
                 "allow-faults in Settings. This window may break things in any case.")
            : tr("The API takes it. To stop it: %1").arg(end));
}

QString FaultCommand::commandText() const
{
    return m_command->text();
}

QString FaultCommand::apiText() const
{
    return m_api->text();
}

} // namespace fanlight
