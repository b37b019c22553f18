// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"
#include "support/room.h"
#include "translation.h"

#include <QDir>
#include <QFile>
#include <QLibraryInfo>
#include <QProcess>
#include <QScopeGuard>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include <algorithm>
#include <iterator>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

// A message of a .ts file; one whose text depends on a number has a form for one and one for more.
struct Message {
    QString context;
    QString source;
    QString note; // for who translates
    bool isPlural = false;
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
    QString context;
    for (QXmlStreamReader xml(ts); !xml.atEnd(); xml.readNext()) {
        if (!xml.isStartElement())
            continue;
        if (xml.name() == "name"_L1)
            context = xml.readElementText();
        else if (xml.name() == "message"_L1) {
            messages.emplace_back();
            messages.back().context = context;
            messages.back().isPlural = xml.attributes().hasAttribute("numerus"_L1);
        } else if (xml.name() == "source"_L1)
            messages.back().source = xml.readElementText();
        else if (xml.name() == "comment"_L1)
            messages.back().note = xml.readElementText();
        else if (xml.name() == "translation"_L1) {
            messages.back().finished = !xml.attributes().hasAttribute("type"_L1);
            if (!messages.back().isPlural)
                messages.back().forms += xml.readElementText();
        } else if (xml.name() == "numerusform"_L1)
            messages.back().forms += xml.readElementText();
    }
    return messages;
}

QString placeOf(const Message& message)
{
    const QString place = message.context + u": " + message.source;
    return message.note.isEmpty() ? place : place + u" (" + message.note + u')';
}

QStringList textsOf(const QByteArray& ts)
{
    QStringList texts;
    for (const Message& message : messagesOf(ts))
        texts += placeOf(message);
    return texts;
}

QStringList without(const QStringList& some, const QStringList& others)
{
    const QSet<QString> known(others.begin(), others.end());
    QStringList rest;
    std::copy_if(some.begin(), some.end(), std::back_inserter(rest),
        [&known](const QString& one) { return !known.contains(one); });
    return rest;
}

// Each at a line of its own, since QCOMPARE of two lists shows the first alone.
void tell(const QString& what, const QStringList& texts)
{
    for (const QString& text : texts)
        qWarning("%s: %s", qPrintable(what), qPrintable(text));
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

// What the eye expects at the end: of a question, of a label, of what opens a dialog; and the blank
// before a number or behind it.
QString endOf(const QString& text)
{
    static const QString ends = u":…?;, "_s;
    QString end;
    for (auto at = text.crbegin(); at != text.crend() && ends.contains(*at); ++at)
        end.prepend(*at);
    return text.startsWith(u' ') ? u' ' + end : end;
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
        for (const QString& file : files) {
            const QByteArray is = contentOf(source.filePath(file));
            const QByteArray shall = contentOf(copies.filePath(file));
            tell(file + u" lacks", without(textsOf(shall), textsOf(is)));
            tell(file + u" has left over", without(textsOf(is), textsOf(shall)));
            QVERIFY2(is == shall, "run resources/translations/update, then untranslated");
        }
    }

    // `resources/translations/untranslated` lists the same.
    void everyTextIsTranslated_data()
    {
        QTest::addColumn<QString>("file");
        for (const QString& file :
            QDir(QStringLiteral(FANLIGHT_TRANSLATIONS)).entryList({u"*.ts"_s}))
            QTest::newRow(qPrintable(file)) << file;
    }

    void everyTextIsTranslated()
    {
        QFETCH(const QString, file);
        const QDir source(QStringLiteral(FANLIGHT_TRANSLATIONS));
        const auto messages = messagesOf(contentOf(source.filePath(file)));
        QVERIFY(!messages.empty());
        QStringList faults;
        for (const Message& message : messages) {
            const auto fault = [&](const QString& what) {
                faults += what + u" in " + placeOf(message) + u": " + message.forms.join(u" | ");
            };
            if (!message.finished || message.forms.size() != (message.isPlural ? 2 : 1)) {
                fault(u"untranslated"_s);
                continue;
            }
            for (const QString& form : message.forms) {
                if (form.isEmpty())
                    fault(u"untranslated"_s);
                else if (message.isPlural && form.contains(u"(s)"_s))
                    fault(u"no plural form"_s);
                else if (placesOf(form) != placesOf(message.source))
                    fault(u"other places"_s);
                else if (endOf(form) != endOf(message.source))
                    fault(u"another end"_s);
                else if (form.contains(u'&') != message.source.contains(u'&'))
                    fault(u"a key to press is missing or added"_s);
                else if (form.count(u'\n') != message.source.count(u'\n')
                    || form.count(u'\t') != message.source.count(u'\t'))
                    fault(u"other lines"_s);
            }
        }
        tell(file, faults);
        QVERIFY(faults.isEmpty());
    }

    void aLanguageIsFoundByItsOwnName()
    {
        QCOMPARE(language::all(), (QStringList{u"system"_s, u"de"_s, u"en"_s}));
        QCOMPARE(language::name(u"de"_s), u"Deutsch"_s);
        QCOMPARE(language::name(u"en"_s), u"English"_s);
        QCOMPARE(language::locale(u"de"_s)->language(), QLocale::German);
        QCOMPARE(language::locale(u"system"_s), QLocale::system());
        QVERIFY(!language::locale(u"xx"_s));
        QVERIFY(!language::locale(QString()));
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
        QCOMPARE(QCoreApplication::translate("fanlight::SourcesPage", "%n source(s)", nullptr, 1),
            u"1 source"_s);
    }

    void germanIsGerman()
    {
        auto* const application = QCoreApplication::instance();
        const auto before = application->findChildren<QTranslator*>();
        installTranslations(QLocale(QLocale::German, QLocale::Austria));
        const auto undo = qScopeGuard([&] {
            for (QTranslator* one : application->findChildren<QTranslator*>()) {
                if (!before.contains(one))
                    delete one;
            }
        });
        QCOMPARE(QCoreApplication::translate("fanlight::Pages", "Settings"), u"Einstellungen"_s);
        QCOMPARE(QCoreApplication::translate("fanlight::SourcesPage", "%n source(s)", nullptr, 1),
            u"1 Quelle"_s);
        QCOMPARE(QCoreApplication::translate("fanlight::SourcesPage", "%n source(s)", nullptr, 2),
            u"2 Quellen"_s);
        const QDir texts(QLibraryInfo::path(QLibraryInfo::TranslationsPath));
        if (!texts.exists(u"qtbase_de.qm"_s))
            QSKIP("the German texts of Qt (qt6-translations-l10n) are not installed");
        QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Cancel"), u"Abbrechen"_s);
    }
};

ROOM_TEST(TestTranslation, QCoreApplication)
#include "tst_translation.moc"
