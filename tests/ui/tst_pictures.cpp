// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/local_hub.h"
#include "hub/log_ring.h"
#include "main_window.h"
#include "shell/page_list.h"
#include "theme/theme.h"
#include "ui/filled_window.h"
#include "ui/layout_check.h"
#include "widgets/segmented.h"
#include "support/room.h"

#include <QDir>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

// A language in which everything takes half as much room again, and not in ASCII.
class LongLanguage : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* text, const char*, int) const override
    {
        const QString source = QString::fromUtf8(text);
        // Only prose grows; a format, a unit or the keys of a menu are what they are.
        const qsizetype end = source.indexOf(u'\t');
        QString prose = end < 0 ? source : source.left(end);
        const qsizetype letters = std::count_if(
            prose.begin(), prose.end(), [](QChar character) { return character.isLetter(); });
        if (letters < 4)
            return {};
        for (qsizetype i = 0; i < letters / 2; ++i)
            prose += i % 8 == 0 ? u' ' : u'ő';
        return prose + (end < 0 ? QString() : source.mid(end));
    }
};

// A screen with two dots to the pixel has half of them: 1920x1080, 2560x1440 and 3840x2160 of its
// dots; one of 1280x800 is smaller than the window can be.
const std::vector<QSize>& sizes()
{
    static const std::vector<QSize> usual{{860, 520}, {1024, 700}, {1360, 850}, {2560, 1440}};
    static const std::vector<QSize> fine{{860, 520}, {960, 540}, {1280, 720}, {1920, 1080}};
    return qApp->devicePixelRatio() > 1 ? fine : usual;
}

} // namespace

// Each page of the window at each size, in English, German and a long language, with short ids and
// with the longest. FANLIGHT_PICTURES=FOLDER keeps the pictures, for the eye;
// FANLIGHT_PICTURES_THEME=dark the dark ones; with QT_SCALE_FACTOR=2 it is a fine screen.
class TestPictures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsCutAndNothingOverlaps_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("longIds");
        QTest::newRow("plain") << u"en"_s << false;
        QTest::newRow("ids") << u"en"_s << true;
        QTest::newRow("german") << u"de"_s << false;
        QTest::newRow("long") << u"long"_s << true;
    }

    void nothingIsCutAndNothingOverlaps()
    {
        QFETCH(const QString, language);
        QFETCH(const bool, longIds);
        LongLanguage longLanguage;
        QTranslator german;
        if (language == "long"_L1)
            QCoreApplication::installTranslator(&longLanguage);
        if (language == "de"_L1) {
            QVERIFY(german.load(u":/fanlight/translations/fanlight_de.qm"_s));
            QCoreApplication::installTranslator(&german);
        }
        QStringList faults;
        {
            const QTemporaryDir directory;
            QSettings settings(directory.filePath(u"settings.ini"_s), QSettings::IniFormat);
            LocalHub hub;
            LogRing log;
            Theme theme;
            theme.setMode(qEnvironmentVariable("FANLIGHT_PICTURES_THEME") == u"dark"
                    ? Theme::Mode::Dark
                    : Theme::Mode::Light);
            MainWindow window(hub, theme, settings, &log);
            window.resize(sizes()[0]);
            window.show();
            fillWindow(window, hub, log, longIds);
            for (const QSize& size : sizes()) {
                window.resize(size);
                checkPages(window, size, faults);
                QCOMPARE(window.size(), size);
            }
        }
        QCoreApplication::removeTranslator(&longLanguage);
        QCoreApplication::removeTranslator(&german);
        faults.removeDuplicates();
        for (const QString& fault : faults)
            qWarning("%s", qPrintable(fault)); // a message of Qt Test is cut
        QVERIFY(faults.isEmpty());
    }

private:
    static QWidget& pageOf(MainWindow& window)
    {
        return *window.findChild<QStackedWidget*>()->currentWidget();
    }

    static void checkPages(MainWindow& window, const QSize& size, QStringList& faults)
    {
        const auto* list = window.findChild<PageList*>();
        for (const int page : list->pagesInOrder()) {
            window.showPage(page);
            const QString name = u"%1x%2-%3-%4"_s.arg(size.width())
                                     .arg(size.height())
                                     .arg(QString::fromUtf8(QTest::currentDataTag()))
                                     .arg(page);
            const QString title
                = u"%1x%2 %3"_s.arg(size.width()).arg(size.height()).arg(list->titleOf(page));
            check(window, title, name, faults);
            // What has room there has it everywhere.
            if (size == sizes()[0] && qApp->devicePixelRatio() == 1)
                checkChoices(window, title, name, faults);
        }
    }

    static void check(
        MainWindow& window, const QString& title, const QString& name, QStringList& faults)
    {
        for (int turn = 0; turn < 8; ++turn) // a layout may follow from a layout
            QCoreApplication::processEvents();
        keep(window, name);
        for (const QString& fault : LayoutCheck::faults(window))
            faults << title + u": " + fault;
        if (scrollsSideways(pageOf(window)))
            faults << title + u": scrolls sideways"_s;
    }

    // What a page shows for each choice of its segments and of its groups.
    static void checkChoices(
        MainWindow& window, const QString& title, const QString& name, QStringList& faults)
    {
        for (auto* segments : pageOf(window).findChildren<Segmented*>()) {
            const int before = segments->current();
            const auto count = segments->findChildren<QPushButton*>().size();
            for (int i = 0; i < count && segments->isVisible(); ++i) {
                if (i == before)
                    continue;
                segments->setCurrent(i);
                check(window, title + u' ' + QString::number(i),
                    name + u'-' + segments->accessibleName() + QString::number(i), faults);
            }
            segments->setCurrent(before);
        }
        for (auto* groups : pageOf(window).findChildren<QListWidget*>()) {
            for (int row = 0; row < groups->count(); ++row) {
                groups->setCurrentRow(row);
                check(window, title + u' ' + groups->item(row)->text(),
                    name + u"-group" + QString::number(row), faults);
            }
        }
    }

    static bool scrollsSideways(const QWidget& page)
    {
        const auto* area = qobject_cast<const QAbstractScrollArea*>(&page);
        return area && area->horizontalScrollBar()->maximum() > 0;
    }

    static void keep(QWidget& window, const QString& name)
    {
        const QString folder = qEnvironmentVariable("FANLIGHT_PICTURES");
        if (folder.isEmpty())
            return;
        QDir().mkpath(folder);
        window.grab().save(folder + u'/' + name + u".png");
    }
};

ROOM_TEST(TestPictures, QApplication)
#include "tst_pictures.moc"
