// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room.h"
#include "support/socket.h"

#include <QDate>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
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
        while (all.hasNext()) {
            const QString file = QDir(m_folder.path()).relativeFilePath(all.next());
            if (!file.startsWith(u"share/doc/"_s)) // what contrib/ and docs/ have
                files << file;
        }
        files.sort();
        QStringList expected{u"bin/fanlight"_s, u"bin/fanlight-load"_s, u"bin/fanlightd"_s,
            u"etc/fanlight/fanlightd.conf"_s,
            u"share/applications/io.github.fanlight.Fanlight.desktop"_s,
            u"share/mime/packages/io.github.fanlight.Fanlight.mime.xml"_s,
            u"share/bash-completion/completions/fanlight"_s,
            u"share/bash-completion/completions/fanlight-load"_s,
            u"share/bash-completion/completions/fanlightd"_s,
            u"share/icons/hicolor/128x128/apps/fanlight.png"_s,
            u"share/icons/hicolor/16x16/apps/fanlight.png"_s,
            u"share/icons/hicolor/256x256/apps/fanlight.png"_s,
            u"share/icons/hicolor/32x32/apps/fanlight.png"_s,
            u"share/icons/hicolor/48x48/apps/fanlight.png"_s,
            u"share/icons/hicolor/scalable/apps/fanlight.svg"_s,
            u"share/man/man1/fanlight-load.1"_s, u"share/man/man1/fanlight.1"_s,
            u"share/man/man5/fanlight.conf.5"_s, u"share/man/man8/fanlightd.8"_s,
            u"share/metainfo/io.github.fanlight.Fanlight.metainfo.xml"_s};
        const QDir units(QStringLiteral(FANLIGHT_SOURCE_FOLDER) + u"/contrib/systemd"_s);
        for (const QString& unit : units.entryList({u"*.service"_s, u"*.socket"_s}))
            expected << u"lib/systemd/system/"_s + unit;
        expected.sort();
        QCOMPARE(files, expected);
        for (const QString& document : {u"README.md"_s, u"CHANGELOG.md"_s, u"docs/access.md"_s})
            QVERIFY(QFile::exists(m_folder.filePath(u"share/doc/fanlight/"_s + document)));
    }

    void theServiceStartsWhatWasInstalled()
    {
        const QByteArray unit = read(m_folder.filePath(u"lib/systemd/system/fanlightd.service"_s));
        const QByteArray prefix = m_folder.path().toUtf8();
        QVERIFY2(unit.contains(QByteArray("ExecStart=" + prefix + "/bin/fanlightd --config "
                     + prefix + "/etc/fanlight/fanlightd.conf\n")),
            unit.constData());
    }

    void theConfigurationThatComesWithItWillDo()
    {
        const CommandRun run(m_folder.filePath(u"bin/fanlightd"_s),
            {u"--config"_s, m_folder.filePath(u"etc/fanlight/fanlightd.conf"_s),
                u"--check-config"_s});
        QVERIFY2(run.isGood && run.output.contains("listens on localhost:3000, broker memory"),
            run.output.constData());
        QVERIFY2(!run.output.contains("note:"), run.output.constData());
    }

    void aConfigurationThatIsThereStays()
    {
        QTemporaryDir folder;
        QVERIFY(QDir().mkpath(folder.filePath(u"etc/fanlight"_s)));
        const QString path = folder.filePath(u"etc/fanlight/fanlightd.conf"_s);
        QFile mine(path);
        QVERIFY(mine.open(QIODevice::WriteOnly) && mine.write("[hub]\n") > 0);
        mine.close();
        const CommandRun run(QStringLiteral(FANLIGHT_CMAKE),
            {u"--install"_s, QStringLiteral(FANLIGHT_BUILD_FOLDER), u"--prefix"_s, folder.path()});
        QVERIFY2(run.isGood, run.output.constData());
        QCOMPARE(read(path), "[hub]\n"_ba);
    }

    // One version and one day, wherever they are told.
    void everybodyNamesTheSameRelease()
    {
        const QString source = QStringLiteral(FANLIGHT_SOURCE_FOLDER);
        static const QRegularExpression entry(
            u"^## \\[(\\S+)\\] - (\\d{4}-\\d\\d-\\d\\d)$"_s, QRegularExpression::MultilineOption);
        const auto newest = entry.match(
            QString::fromUtf8(read(m_folder.filePath(u"share/doc/fanlight/CHANGELOG.md"_s))));
        QVERIFY(newest.hasMatch());
        const QByteArray version = newest.captured(1).toUtf8();
        const QByteArray day = newest.captured(2).toUtf8();
        const CommandRun program(m_folder.filePath(u"bin/fanlightd"_s), {u"--version"_s});
        QCOMPARE(program.output, "fanlightd " + version + '\n');
        const QByteArray metainfo
            = read(m_folder.filePath(u"share/metainfo/io.github.fanlight.Fanlight.metainfo.xml"_s));
        const QByteArray release = "<release version=\"" + version + "\" date=\"" + day + '"';
        QCOMPARE(metainfo.indexOf(release), metainfo.indexOf("<release "));
        const QByteArray page = read(m_folder.filePath(u"share/man/man8/fanlightd.8"_s));
        QVERIFY2(page.contains(QByteArray(
                     ".TH \"FANLIGHTD\" \"8\" \"" + day + "\" \"Fanlight " + version + '"')),
            page.left(400).constData());
        const QByteArray packages = read(source + u"/debian/changelog"_s);
        QVERIFY2(packages.startsWith(QByteArray("fanlight (" + version + ") ")),
            packages.left(80).constData());
        const QDate packed = QLocale::c().toDate(
            QString::fromUtf8(packages.mid(packages.indexOf(">  ") + 8, 11)), u"dd MMM yyyy"_s);
        QCOMPARE(packed.toString(Qt::ISODate).toUtf8(), day);
    }

    void theDesktopFindsTheWindow()
    {
        QFile file(m_folder.filePath(desktopFile()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray entry = file.readAll();
        QVERIFY(QFile::exists(m_folder.filePath(
            u"bin/"_s + QString::fromUtf8(valueOf(entry, "Exec").split(' ').front()))));
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
            {u"validate"_s, u"--pedantic"_s, u"--no-color"_s, u"--no-net"_s,
                m_folder.filePath(u"share/metainfo/io.github.fanlight.Fanlight.metainfo.xml"_s)});
        QVERIFY2(run.isGood, run.output.constData());
        for (const QByteArray& line :
            run.output.split('\n')) // the id is the window's, as it stands
            QVERIFY2(!line.startsWith("P: ") || line.contains("cid-contains-uppercase-letter"),
                line.constData());
    }

    void bashCompletesWhatTheProgramsTake()
    {
        if (QStandardPaths::findExecutable(u"bash"_s).isEmpty())
            QSKIP("bash is not installed");
        const QString script = u". '%1/share/bash-completion/completions/%2'; COMP_WORDS=(%2 %3); "
                               "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); $(complete -p %2 | sed "
                               "'s/.*-F \\(\\S*\\).*/\\1/'); "
                               "echo \"${COMPREPLY[*]}\""_s;
        const auto completed = [&](const QString& program, const QString& words) {
            return CommandRun(u"bash"_s, {u"-euc"_s, script.arg(m_folder.path(), program, words)})
                .output;
        };
        QCOMPARE(completed(u"fanlightd"_s, u"--heartb"_s), "--heartbeat\n"_ba);
        QCOMPARE(completed(u"fanlightd"_s, u"--slow-client d"_s), "disconnect drop\n"_ba);
        QCOMPARE(completed(u"fanlight"_s, u"--the"_s), "--theme\n"_ba);
        QCOMPARE(completed(u"fanlight"_s, u"--theme l"_s), "light\n"_ba);
        QCOMPARE(completed(u"fanlight-load"_s, u"--targ"_s), "--target\n"_ba);
        QCOMPARE(completed(u"fanlightd"_s, u"--config %1/etc/fanl"_s.arg(m_folder.path())),
            m_folder.filePath(u"etc/fanlight\n"_s).toUtf8());
    }

private:
    static QByteArray read(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QString desktopFile()
    {
        return u"share/applications/io.github.fanlight.Fanlight.desktop"_s;
    }

    QTemporaryDir m_folder;
};

ROOM_TEST(TstInstall, QCoreApplication)
#include "tst_install.moc"
