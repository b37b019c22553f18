// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/json_check.h"

#include "sse/json_text.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

struct JsonCheckText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::JsonCheck)
};

// What the API takes: its own object is around it. Safe for the stack, too.
constexpr int MostNesting = int(MaxJsonDepth) - 1;

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r';
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isHexDigit(QChar c)
{
    return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

// Recursive descent over RFC 8259. Each function consumes what it is named after and says whether
// it was there; the first failure keeps its place and stops everything.
class Checker {
public:
    explicit Checker(QStringView text)
        : m_text(text)
    {
    }

    std::optional<JsonProblem> run()
    {
        if (value(JsonCheckText::tr("a JSON value"))) {
            skipBlanks();
            if (!atEnd())
                fail(JsonCheckText::tr("the end of the text"));
        }
        return m_problem;
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    QChar peek() const { return atEnd() ? QChar() : m_text[m_at]; }

    bool take(QChar c)
    {
        if (atEnd() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    void skipBlanks()
    {
        while (!atEnd() && isBlank(m_text[m_at]))
            ++m_at;
    }

    bool fail(const QString& expected)
    {
        JsonProblem problem;
        problem.position = m_at;
        problem.expected = expected;
        for (qsizetype i = 0; i < m_at; ++i) {
            const bool endsLine = m_text[i] == u'\n'
                || (m_text[i] == u'\r' && (i + 1 >= m_at || m_text[i + 1] != u'\n'));
            problem.column = endsLine ? 1 : problem.column + 1;
            problem.line += endsLine ? 1 : 0;
        }
        m_problem = problem;
        return false;
    }

    bool value(const QString& expected)
    {
        skipBlanks();
        const QChar c = peek();
        if (c == u'{')
            return nested(&Checker::object);
        if (c == u'[')
            return nested(&Checker::array);
        if (c == u'"')
            return string();
        if (c == u'-' || isDigit(c))
            return number();
        if (c == u't')
            return literal(u"true");
        if (c == u'f')
            return literal(u"false");
        if (c == u'n')
            return literal(u"null");
        return fail(expected);
    }

    bool nested(bool (Checker::*what)())
    {
        if (m_depth == MostNesting)
            return fail(JsonCheckText::tr("at most %1 levels of nesting").arg(MostNesting));
        ++m_depth;
        const bool valid = (this->*what)();
        --m_depth;
        return valid;
    }

    bool object()
    {
        take(u'{');
        skipBlanks();
        if (take(u'}'))
            return true;
        if (peek() != u'"')
            return fail(JsonCheckText::tr("a name in double quotes or “}”"));
        while (member()) {
            skipBlanks();
            if (take(u'}'))
                return true;
            if (!take(u','))
                return fail(JsonCheckText::tr("“,” or “}”"));
            skipBlanks();
            if (peek() != u'"')
                return fail(JsonCheckText::tr("a name in double quotes"));
        }
        return false;
    }

    bool member()
    {
        if (!string())
            return false;
        skipBlanks();
        return take(u':') ? value(JsonCheckText::tr("a value")) : fail(u"“:”"_s);
    }

    bool array()
    {
        take(u'[');
        skipBlanks();
        if (take(u']'))
            return true;
        QString expected = JsonCheckText::tr("a value or “]”");
        while (value(expected)) {
            skipBlanks();
            if (take(u']'))
                return true;
            if (!take(u','))
                return fail(JsonCheckText::tr("“,” or “]”"));
            expected = JsonCheckText::tr("a value");
        }
        return false;
    }

    bool string()
    {
        take(u'"');
        while (!atEnd()) {
            if (take(u'"'))
                return true;
            if (peek() < u' ')
                return fail(JsonCheckText::tr("a closing quote (write \\n, \\t)"));
            if (!take(u'\\'))
                ++m_at;
            else if (!escape())
                return false;
        }
        return fail(JsonCheckText::tr("a closing quote"));
    }

    bool escape()
    {
        if (!take(u'u')) {
            if (atEnd() || !u"\"\\/bfnrt"_s.contains(peek()))
                return fail(JsonCheckText::tr("one of \" \\ / b f n r t u after “\\”"));
            ++m_at;
            return true;
        }
        for (int i = 0; i < 4; ++i, ++m_at) {
            if (!isHexDigit(peek()))
                return fail(JsonCheckText::tr("four hexadecimal digits after “\\u”"));
        }
        return true;
    }

    bool number()
    {
        take(u'-');
        if (!take(u'0') && !digits())
            return false;
        if (take(u'.') && !digits())
            return false;
        if (!take(u'e') && !take(u'E'))
            return true;
        if (!take(u'+'))
            take(u'-');
        return digits();
    }

    bool digits()
    {
        if (!isDigit(peek()))
            return fail(JsonCheckText::tr("a digit"));
        while (isDigit(peek()))
            ++m_at;
        return true;
    }

    bool literal(QStringView word)
    {
        const auto [inText, inWord]
            = std::mismatch(m_text.begin() + m_at, m_text.end(), word.begin(), word.end());
        m_at = inText - m_text.begin();
        return inWord == word.end() || fail(u"“%1”"_s.arg(word));
    }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    std::optional<JsonProblem> m_problem;
};

// Calls `visit(c, insideString)` for every character that is not a blank between tokens.
template <typename Visit> void forEachSignificant(QStringView json, Visit visit)
{
    bool inString = false;
    bool escaped = false;
    for (const QChar c : json) {
        if (!inString && isBlank(c))
            continue;
        const bool quote = c == u'"' && !escaped;
        visit(c, inString || quote);
        escaped = inString && c == u'\\' && !escaped;
        if (quote)
            inString = !inString;
    }
}

// Halves of surrogate pairs become U+FFFD, as over the API; UTF-8 has no place for them.
void mendSurrogates(QString& text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair
            = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (isPair)
            ++i;
        else if (text[i].isSurrogate())
            text[i] = QChar::ReplacementCharacter;
    }
}

} // namespace

QString JsonProblem::text() const
{
    return JsonCheckText::tr("line %1, column %2: expected %3")
        .arg(QString::number(line), QString::number(column), expected);
}

std::optional<JsonProblem> checkJson(QStringView text)
{
    return Checker(text).run();
}

QString compactJson(QStringView json)
{
    QString compact;
    compact.reserve(json.size());
    forEachSignificant(json, [&](QChar c, bool) { compact += c; });
    return compact;
}

QString prettyJson(QStringView json)
{
    QString pretty;
    int depth = 0;
    bool opened = false;
    const auto newLine = [&] { pretty += u'\n' + QString(depth * 2, u' '); };
    forEachSignificant(json, [&](QChar c, bool inString) {
        const bool opens = !inString && (c == u'{' || c == u'[');
        const bool closes = !inString && (c == u'}' || c == u']');
        depth -= closes ? 1 : 0;
        if (opened != closes)
            newLine();
        pretty += c;
        depth += opens ? 1 : 0;
        if (!inString && c == u',')
            newLine();
        if (!inString && c == u':')
            pretty += u' ';
        opened = opens;
    });
    return pretty;
}

std::optional<QString> jsonStringValue(QStringView json)
{
    if (!json.trimmed().startsWith(u'"') || checkJson(json))
        return std::nullopt;
    // Qt reads documents only, so the string travels as the one element of an array.
    const QByteArray document = '[' + json.toUtf8() + ']';
    QString text = QJsonDocument::fromJson(document).array().at(0).toString();
    mendSurrogates(text);
    return text;
}

QString jsonString(const QString& text)
{
    const QByteArray document = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(document.sliced(1, document.size() - 2));
}

} // namespace fanlight
