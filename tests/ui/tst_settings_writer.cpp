// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings_writer.h"
#include "support/room.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;

class TestSettingsWriter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesLaterAndElsewhere()
    {
        const QString file = m_dir.filePath(QStringLiteral("a"));
        QSettings settings(file, QSettings::IniFormat);
        const SettingsWriter writer(settings);
        settings.setValue(QStringLiteral("page"), 1);
        QCoreApplication::processEvents();
        QVERIFY(content(file).isEmpty());
        QTRY_VERIFY(content(file).contains("page=1"));
        settings.setValue(QStringLiteral("page"), 2); // Qt asks again after each writing
        QTRY_VERIFY(content(file).contains("page=2"));
    }

    void whatIsLeftIsWrittenAtTheEnd()
    {
        const QString file = m_dir.filePath(QStringLiteral("b"));
        {
            QSettings settings(file, QSettings::IniFormat);
            const SettingsWriter writer(settings);
            settings.setValue(QStringLiteral("page"), 7);
            QCoreApplication::processEvents();
        }
        QVERIFY(content(file).contains("page=7"));
    }

private:
    static QByteArray content(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QTemporaryDir m_dir;
};

ROOM_TEST(TestSettingsWriter, QCoreApplication)
#include "tst_settings_writer.moc"
