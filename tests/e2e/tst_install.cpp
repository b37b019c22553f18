// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room.h"
#include "support/socket.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

struct CommandRun {
    CommandRun(const QString& program, const QStringList& arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        isGood = process.waitForFinished(int(Patience.count()))
            && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
        output = process.readAll();
    }
    bool isGood;
    QByteArray output;
};

QByteArray valueOf(const QByteArray& desktopEntry, const QByteArray& key)
{
    for (const QByteArray& line : desktopEntry.split('\n')) {
        if (line.startsWith(QByteArray(key + '=')))
            return line.mid(key.size() + 1);
    }
    return {};
}

} // namespace

// What cmake --install puts where, and whether a desktop understands it.
class TstInstall : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const CommandRun run(QStringLiteral(FANLIGHT_CMAKE),
            {u"--install"_s, QStringLiteral(FANLIGHT_BUILD_FOLDER), u"--prefix"_s,
                m_folder.path()});
        QVERIFY2(run.isGood, run.output.constData());
    }

    void programsRunFromThere()
    {
        for (const QString& program : {u"fanlight"_s, u"fanlightd"_s, u"fanlight-load"_s}) {
            const CommandRun run(m_folder.filePath(u"bin/"_s + program), {u"--version"_s});
            QVERIFY2(run.isGood, run.output.constData());
            QVERIFY2(
                run.output.startsWith(QByteArray(program.toUtf8() + ' ')), run.output.constData());
        }
    }

    void nothingElseIsThere()
    {
        QStringList files;
        QDirIterator all(m_folder.path(), QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext())
            files << QDir(m_folder.path()).relativeFilePath(all.next());
        files.sort();
        const QStringList expected{u"bin/fanlight"_s, u"bin/fanlight-load"_s, u"bin/fanlightd"_s,
            u"share/applications/io.github.fanlight.Fanlight.desktop"_s,
            u"share/icons/hicolor/128x128/apps/fanlight.png"_s,
            u"share/icons/hicolor/16x16/apps/fanlight.png"_s,
            u"share/icons/hicolor/256x256/apps/fanlight.png"_s,
            u"share/icons/hicolor/32x32/apps/fanlight.png"_s,
            u"share/icons/hicolor/48x48/apps/fanlight.png"_s,
            u"share/icons/hicolor/scalable/apps/fanlight.svg"_s,
            u"share/metainfo/io.github.fanlight.Fanlight.metainfo.xml"_s};
        QCOMPARE(files, expected);
    }

    void theDesktopFindsTheWindow()
    {
        QFile file(m_folder.filePath(desktopFile()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray entry = file.readAll();
        QVERIFY(QFile::exists(
            m_folder.filePath(u"bin/"_s + QString::fromUtf8(valueOf(entry, "Exec")))));
        QVERIFY(QFile::exists(m_folder.filePath(u"share/icons/hicolor/scalable/apps/%1.svg"_s.arg(
            QString::fromUtf8(valueOf(entry, "Icon"))))));
        if (QStandardPaths::findExecutable(u"desktop-file-validate"_s).isEmpty())
            QSKIP("desktop-file-validate is not installed");
        const CommandRun run(u"desktop-file-validate"_s, {file.fileName()});
        QVERIFY2(run.isGood && run.output.isEmpty(), run.output.constData());
    }

    void softwareCentresUnderstandIt()
    {
        if (QStandardPaths::findExecutable(u"appstreamcli"_s).isEmpty())
            QSKIP("appstreamcli is not installed");
        const CommandRun run(u"appstreamcli"_s,
            {u"validate"_s, u"--no-net"_s,
                m_folder.filePath(u"share/metainfo/io.github.fanlight.Fanlight.metainfo.xml"_s)});
        QVERIFY2(run.isGood, run.output.constData());
    }

private:
    static QString desktopFile()
    {
        return u"share/applications/io.github.fanlight.Fanlight.desktop"_s;
    }

    QTemporaryDir m_folder;
};

ROOM_TEST(TstInstall, QCoreApplication)
#include "tst_install.moc"
