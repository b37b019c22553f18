// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings_writer.h"

#include <QCoreApplication>
#include <QEvent>
#include <QScopedValueRollback>

namespace fanlight {

SettingsWriter::SettingsWriter(QSettings& settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(Delay);
    connect(&m_timer, &QTimer::timeout, this, &SettingsWriter::write);
    settings.installEventFilter(this);
}

// Qt asks itself for an update after the first change since the last.
bool SettingsWriter::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != &m_settings || event->type() != QEvent::UpdateRequest || m_isWritten)
        return false;
    m_timer.start();
    return true;
}

// All QSettings of one file share what is not yet written.
void SettingsWriter::write()
{
    m_thread = std::jthread([this, file = m_settings.fileName(), format = m_settings.format()] {
        QSettings(file, format).sync();
        QMetaObject::invokeMethod(
            this,
            [this] {
                const QScopedValueRollback guard(m_isWritten, true);
                QEvent event(QEvent::UpdateRequest);
                QCoreApplication::sendEvent(&m_settings, &event);
            },
            Qt::QueuedConnection);
    });
}

} // namespace fanlight
