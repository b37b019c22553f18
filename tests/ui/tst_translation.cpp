// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"
#include "support/room.h"
#include "translation.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include <algorithm>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

// A message of a .ts file whose text depends on a number.
struct Message {
    QString source;
    QStringList forms;
    bool finished = true;
};

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<Message> messagesOf(const QByteArray& ts)
{
    std::vector<Message> messages;
    for (QXmlStreamReader xml(ts); !xml.atEnd(); xml.readNext()) {
        if (!xml.isStartElement())
            continue;
        if (xml.name() == "message"_L1)
            messages.emplace_back();
        else if (xml.name() == "source"_L1)
            messages.back().source = xml.readElementText();
        else if (xml.name() == "translation"_L1)
            messages.back().finished = !xml.attributes().hasAttribute("type"_L1);
        else if (xml.name() == "numerusform"_L1)
            messages.back().forms += xml.readElementText();
    }
    return messages;
}

// "%1", "%2", … and "%n" as they occur in a text.
QStringList placesOf(const QString& text)
{
    QStringList places;
    for (qsizetype at = text.indexOf(u'%'); at >= 0; at = text.indexOf(u'%', at + 1))
        places += text.mid(at, 2);
    places.sort();
    return places;
}

} // namespace

class TestTranslation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Of a text that is new or gone the files must be told: resources/translations/update does.
    void noTextIsMissingInAFileAndNoneIsLeftOver()
    {
        const QDir source(QStringLiteral(FANLIGHT_TRANSLATIONS));
        const QStringList files = source.entryList({u"*.ts"_s});
        QVERIFY(!files.isEmpty());
        QTemporaryDir copies;
        for (const QString& file : files)
            QVERIFY(QFile::copy(source.filePath(file), copies.filePath(file)));
        QProcess update;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LUPDATE"_s, QStringLiteral(FANLIGHT_LUPDATE));
        update.setProcessEnvironment(environment);
        update.setProcessChannelMode(QProcess::MergedChannels);
        update.start(source.filePath(u"update"_s), {copies.path()});
        QVERIFY(update.waitForFinished());
        QCOMPARE(QString::fromUtf8(update.readAll()), QString()); // of a tr() in no class, say
        QCOMPARE(update.exitCode(), 0);
        for (const QString& file : files)
            QCOMPARE(contentOf(copies.filePath(file)), contentOf(source.filePath(file)));
    }

    void everyPluralFormIsFilled()
    {
        const QDir source(QStringLiteral(FANLIGHT_TRANSLATIONS));
        const auto messages = messagesOf(contentOf(source.filePath(u"fanlight_en.ts"_s)));
        QVERIFY(!messages.empty());
        for (const Message& message : messages) {
            QVERIFY2(message.finished, qPrintable(message.source));
            QCOMPARE(message.forms.size(), 2);
            for (const QString& form : message.forms) {
                QVERIFY2(!form.isEmpty(), qPrintable(message.source));
                QVERIFY2(!form.contains(u"(s)"_s), qPrintable(form));
                QCOMPARE(placesOf(form), placesOf(message.source));
            }
        }
    }

    void oneIsOneAndAllElseIsSeveral()
    {
        const auto text = [](double n) {
            return QCoreApplication::translate(
                "fanlight::ReachWatch", "%1 client(s)", nullptr, format::plural(n))
                .arg(format::count(n));
        };
        QCOMPARE(text(0), u"0 clients"_s);
        QCOMPARE(text(1), u"1 client"_s);
        QCOMPARE(text(2), u"2 clients"_s);
        QCOMPARE(text(1234), u"1,234 clients"_s);
        QCOMPARE(text(10'000'000'001), u"10,000,000,001 clients"_s);
        QCOMPARE(text(qQNaN()), u"– clients"_s);
    }

    void aLanguageThatIsNotThereIsEnglish()
    {
        const auto translators
            = [] { return QCoreApplication::instance()->findChildren<QTranslator*>().size(); };
        const auto before = translators();
        installTranslations(QLocale(QLocale::Icelandic));
        QCOMPARE(translators(), before + 1);
        QCOMPARE(
            QCoreApplication::translate("fanlight::InstancesPage", "%n instance(s)", nullptr, 1),
            u"1 instance"_s);
    }
};

ROOM_TEST(TestTranslation, QCoreApplication)
#include "tst_translation.moc"
