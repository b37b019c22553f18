// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_file.h"
#include "capture/capture_output.h"
#include "support/room.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QtTest>

using namespace fanlight;
using namespace fanlight::capture_format;

namespace {

constexpr qint64 BeginMs = 1'790'000'000'000;

CaptureHead headForTest()
{
    CaptureHead head;
    head.madeBy = u"Fanlight test"_qs;
    head.url = u"http://127.0.0.1:3000"_qs;
    head.startedAtMs = BeginMs;
    return head;
}

// Texts of the records of a lane, in order.
QStringList textsOf(CaptureFile& file, Lane lane)
{
    QStringList texts;
    CaptureCursor cursor(file, lane);
    while (const auto record = cursor.next(BeginMs * 2))
        texts << QString::fromUtf8(record->bytes.data(), qsizetype(record->bytes.size()));
    return texts;
}

QString openBytes(CaptureFile& file, const QByteArray& bytes)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    return file.open(std::move(buffer));
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestCaptureFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void whatIsWrittenIsReadBack()
    {
        write(3);
        CaptureFile file;
        QCOMPARE(file.open(path()), QString());
        QCOMPARE(file.notice(), QString());
        QCOMPARE(file.head().url, headForTest().url);
        QCOMPARE(file.fromMs(), BeginMs);
        QCOMPARE(file.toMs(), BeginMs + 2000);
        QCOMPARE(textsOf(file, Lane::Figures), QStringList({u"s0"_qs, u"s1"_qs, u"s2"_qs}));
        QCOMPARE(textsOf(file, Lane::Words), QStringList({u"l0"_qs, u"l1"_qs, u"l2"_qs}));
        QCOMPARE(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther),
            QFile::Permissions());
    }

    void aCursorGoesToTheMoment()
    {
        write(10);
        CaptureFile file;
        QCOMPARE(file.open(path()), QString());
        CaptureCursor cursor(file, Lane::Rows);
        cursor.goToKey(BeginMs + 6500); // keys are 0, 4 and 8
        QCOMPARE(cursor.next(BeginMs + 6500)->bytes, std::string_view("r4"));
        QCOMPARE(cursor.next(BeginMs + 6500)->bytes, std::string_view("r5"));
        QCOMPARE(cursor.next(BeginMs + 6500)->bytes, std::string_view("r6"));
        QVERIFY(!cursor.next(BeginMs + 6500));
        QCOMPARE(cursor.next(BeginMs + 7000)->bytes, std::string_view("r7"));
        CaptureCursor back(file, Lane::Words);
        back.goBack(BeginMs + 9000, 3);
        QCOMPARE(back.next(BeginMs * 2)->bytes, std::string_view("l6"));
    }

    void aFileThatWasCutIsShownUpToThere()
    {
        write(6);
        const QByteArray whole = bytesOf(path());
        CaptureFile reference;
        QCOMPARE(openBytes(reference, whole), QString());
        const QStringList all = textsOf(reference, Lane::Words);
        qsizetype most = 0;
        for (qsizetype size = 0; size < whole.size(); ++size) {
            CaptureFile file;
            const QString error = openBytes(file, whole.left(size));
            if (!error.isEmpty())
                continue;
            QVERIFY(!file.notice().isEmpty());
            const QStringList texts = textsOf(file, Lane::Words);
            QCOMPARE(texts, all.first(texts.size()));
            QVERIFY(texts.size() >= most);
            most = texts.size();
        }
        QCOMPARE(most, all.size()); // a part of the index is missing, and nothing else
    }

    void whatIsDamagedIsRefused()
    {
        write(3);
        const QByteArray whole = bytesOf(path());
        CaptureFile reference;
        QCOMPARE(openBytes(reference, whole), QString());
        const QStringList all = textsOf(reference, Lane::Words);
        int refused = 0;
        for (qsizetype at = 0; at < whole.size(); ++at) {
            QByteArray damaged = whole;
            damaged[at] = char(damaged[at] ^ 0x20);
            CaptureFile file;
            if (!openBytes(file, damaged).isEmpty()) {
                ++refused;
                continue;
            }
            // the index alone: it is made anew
            QVERIFY(!file.notice().isEmpty());
            const QStringList texts = textsOf(file, Lane::Words);
            QCOMPARE(texts, all.first(texts.size()));
        }
        QVERIFY(refused > whole.size() / 2);
    }

    void whatIsNoneOrNewerIsToldSo()
    {
        CaptureFile foreign;
        QVERIFY(
            openBytes(foreign, "PK\x03\x04 a folder of something else").contains(u"no capture"_qs));
        CaptureFile empty;
        QVERIFY(!openBytes(empty, {}).isEmpty());
        write(1);
        QByteArray newer = bytesOf(path());
        newer[8] = 2;
        CaptureFile file;
        const QString error = openBytes(file, newer);
        QVERIFY2(error.contains(u"newer"_qs) && error.contains(u"update"_qs), qPrintable(error));
        CaptureFile absent;
        QVERIFY(absent.open(m_folder.filePath(u"absent.fanlight"_qs)).contains(u"absent"_qs));
        CaptureFile folder;
        QVERIFY(!folder.open(m_folder.path()).isEmpty());
    }

    void zerosBehindTheLastBlockAreACut()
    {
        {
            CaptureOutput output(path(), CaptureFile::CheckedBytes);
            QCOMPARE(output.begin(headForTest().toJson()), QString());
            QVERIFY(output.put(Kind::LogLine, BeginMs, "l", 1));
            output.flush();
            QByteArray bytes = bytesOf(path()) + QByteArray(500, '\0');
            CaptureFile file;
            QCOMPARE(openBytes(file, bytes), QString());
            QVERIFY(!file.notice().isEmpty());
            QCOMPARE(textsOf(file, Lane::Words), QStringList(u"l"_qs));
        }
    }

    // What claims to be larger than it is, or more than there is.
    void aBombIsNotUnpacked()
    {
        Block block;
        block.lane = Lane::Words;
        block.records = 1;
        block.firstMs = block.lastMs = BeginMs;
        const QByteArray raw(1 << 20, 'x');
        const QByteArray bytes = encodeBlock(block, raw, 9);
        const QByteArray packed = bytes.mid(BlockHead);
        const std::string_view view(packed.constData(), std::size_t(packed.size()));
        QVERIFY(inflate(block, view));
        Block small = block;
        small.rawBytes = 1000; // would overflow
        QVERIFY(!inflate(small, view));
        Block large = block;
        large.rawBytes = 2 << 20; // would be part noise
        QVERIFY(!inflate(large, view));
    }

    void theFileKeepsToItsBound()
    {
        constexpr qint64 Most = 1 << 20;
        CaptureOutput output(path(), Most);
        QCOMPARE(output.begin(headForTest().toJson()), QString());
        QByteArray noise(100'000, Qt::Uninitialized);
        int taken = 0;
        for (int i = 0; i < 100 && output.takesMore(); ++i) {
            for (char& byte : noise)
                byte = char(QRandomGenerator::global()->generate());
            taken += output.put(Kind::LogLine, BeginMs + i, noise, 1) ? 1 : 0;
            output.flush();
        }
        QVERIFY(taken < 20);
        QVERIFY(output.problem().contains(u"large"_qs));
        output.finish();
        QVERIFY(QFileInfo(path()).size() <= Most);
        CaptureFile file;
        QCOMPARE(file.open(path()), QString());
        QCOMPARE(file.notice(), QString()); // with its index
        QVERIFY(textsOf(file, Lane::Words).size() >= 8);
    }

    void aFullDiskIsTold()
    {
        if (!QFile::exists(u"/dev/full"_qs))
            QSKIP("there is no /dev/full");
        CaptureOutput output(u"/dev/full"_qs, 1 << 20);
        QVERIFY(output.begin(headForTest().toJson()).contains(u"full"_qs));
        QVERIFY(!output.takesMore());
    }

    void aFolderThatCannotBeWrittenIsTold()
    {
        CaptureOutput output(m_folder.filePath(u"absent/a.fanlight"_qs), 1 << 20);
        QVERIFY(!output.begin(headForTest().toJson()).isEmpty());
    }

    // Times of a lane ascend, whatever the clock does.
    void aClockThatIsSetBackStandsStill()
    {
        CaptureOutput output(path(), CaptureFile::CheckedBytes);
        QCOMPARE(output.begin(headForTest().toJson()), QString());
        QVERIFY(output.put(Kind::LogLine, BeginMs + 5000, "a", 1));
        output.flush();
        QVERIFY(output.put(Kind::LogLine, BeginMs, "b", 1));
        QVERIFY(output.put(Kind::LogLine, BeginMs + 100, "c", 1));
        output.finish();
        CaptureFile file;
        QCOMPARE(file.open(path()), QString());
        QCOMPARE(textsOf(file, Lane::Words), QStringList({u"a"_qs, u"b"_qs, u"c"_qs}));
    }

    // Of a file that is too large to be read whole when it is opened, what is damaged is found when
    // it is come to; what stands elsewhere is shown.
    void ofALargeFileEachPartIsCheckedWhenItIsReached()
    {
        write(40);
        CaptureFile whole;
        QCOMPARE(whole.open(path()), QString());
        const Block damaged = whole.blocksOf(Lane::Words).at(20);
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(damaged.end() - 1));
        char last = 0;
        QVERIFY(
            file.getChar(&last) && file.seek(damaged.end() - 1) && file.putChar(char(last ^ 1)));
        file.close();
        CaptureFile small;
        QVERIFY(small.open(path()).contains(u"damaged"_qs)); // read whole, and refused
        CaptureFile large(file.size() - 1);
        QCOMPARE(large.open(path()), QString());
        QVERIFY(!large.read(large.blocksOf(Lane::Words).at(20)));
        QVERIFY(large.read(large.blocksOf(Lane::Words).at(19)));
        QVERIFY(large.read(large.blocksOf(Lane::Words).at(21)));
        CaptureCursor cursor(large, Lane::Words);
        int read = 0;
        while (cursor.next(BeginMs + 1'000'000))
            ++read;
        QCOMPARE(read, 20);
        QVERIFY(cursor.isDamaged());
    }

private:
    QString path() const { return m_folder.filePath(u"test.fanlight"_qs); }

    // A second of a little for each, a block a second.
    void write(int seconds)
    {
        CaptureOutput output(path(), CaptureFile::CheckedBytes);
        QCOMPARE(output.begin(headForTest().toJson()), QString());
        for (int i = 0; i < seconds; ++i) {
            const qint64 timeMs = BeginMs + 1000 * i;
            const QByteArray number = QByteArray::number(i);
            QVERIFY(output.put(Kind::Sample, timeMs, "s" + number));
            QVERIFY(output.put(Kind::LogLine, timeMs, "l" + number, 1));
            QVERIFY(output.put(i % 4 == 0 ? Kind::AllRows : Kind::ChangedRows, timeMs, "r" + number,
                0, i % 4 == 0));
            output.flush();
        }
        output.finish();
    }

    QTemporaryDir m_folder;
};

ROOM_TEST(TestCaptureFile, QCoreApplication)
#include "tst_capture_file.moc"
