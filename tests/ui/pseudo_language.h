// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QTranslator>

#include <algorithm>
#include <vector>

namespace fanlight {

// A language made of English: each piece of a text between its places (%1) stands in brackets, in
// letters with accents, longer by 40 %. What is read in the window outside of the brackets went
// past the translator. What follows a tab in a menu is keys and stays.
class PseudoLanguage : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* text, const char*, int) const override
    {
        // Names of keys are taken apart again by Qt.
        return QByteArrayView(context) == "QShortcut" ? QString()
                                                      : disguised(QString::fromUtf8(text));
    }

    static QString disguised(const QString& text)
    {
        static const QRegularExpression places(QStringLiteral(R"(%L?\d+|%n|\{\w+\}|\n|\t.*$)"));
        QString result;
        qsizetype done = 0;
        for (const QRegularExpressionMatch& place : places.globalMatch(text)) {
            result += piece(text.mid(done, place.capturedStart() - done)) + place.captured();
            done = place.capturedEnd();
        }
        return result + piece(text.mid(done));
    }

    // What is left of a text without what the translator gave, and without what is no language.
    static QString plainEnglishIn(const QString& text, const std::vector<QRegularExpression>& data)
    {
        static const QRegularExpression bracketed(QStringLiteral("⟦[^⟦⟧]*⟧"));
        QString rest = text;
        rest.replace(bracketed, QStringLiteral(" "));
        for (const QRegularExpression& one : data)
            rest.replace(one, QStringLiteral(" "));
        static const QRegularExpression word(QStringLiteral("[A-Za-z]{2,}"));
        return word.match(rest).hasMatch() ? rest.simplified() : QString();
    }

private:
    static QString piece(const QString& text)
    {
        const auto letters = std::count_if(
            text.begin(), text.end(), [](QChar character) { return character.isLetter(); });
        if (letters == 0)
            return text;
        QString result;
        for (const QChar character : text)
            result += accented(character);
        // A blank or a colon at an end is the place's neighbour.
        qsizetype begin = 0;
        while (result[begin].isSpace())
            ++begin;
        qsizetype end = result.size();
        while (result[end - 1].isSpace() || result[end - 1] == u':' || result[end - 1] == u'…')
            --end;
        const qsizetype more = std::max<qsizetype>(letters * 2 / 5 - 2, 0); // the brackets are two
        QString longer;
        for (qsizetype i = 0; i < more; ++i)
            longer += i % 7 == 0 ? u' ' : u'ö';
        return result.left(begin) + u'⟦' + result.mid(begin, end - begin) + longer + u'⟧'
            + result.mid(end);
    }

    static QChar accented(QChar character)
    {
        static const QString plain = QStringLiteral("aceinouyACEINOUY");
        static const QString accents = QStringLiteral("àçéîñôûýÀÇÉÎÑÔÛÝ");
        const qsizetype at = plain.indexOf(character);
        return at < 0 ? character : accents[at];
    }
};

} // namespace fanlight
