// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "options/manual.h"

#include "options/option_help.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype ManualLineWidth = 78;
constexpr auto CodeIndent = "    "_L1;

// A character of text, as roff shows it and nothing else, copied from the page included.
QString roffOf(char32_t character)
{
    switch (character) {
    case U'\\':
        return u"\\e"_s;
    case U'-':
        return u"\\-"_s;
    case U'\'':
        return u"\\(aq"_s;
    case U'`':
        return u"\\(ga"_s;
    case U'^':
        return u"\\(ha"_s;
    case U'~':
        return u"\\(ti"_s;
    case U'"':
        return u"\\(dq"_s;
    case U'“':
        return u"\\(lq"_s;
    case U'”':
        return u"\\(rq"_s;
    case U'…':
        return u"..."_s;
    default:
        if (character < 0x80)
            return QString(QChar(static_cast<char16_t>(character)));
        return u"\\[u"_s % QString::number(character, 16).toUpper().rightJustified(4, u'0') % u']';
    }
}

QString escaped(const QString& text)
{
    QString roff;
    for (const uint character : text.toUcs4())
        roff += roffOf(character);
    return roff;
}

// A line must not begin with what roff takes for a request.
QString safeLine(const QString& roff)
{
    return roff.startsWith(u'.') || roff.startsWith(u'\'') ? QString(u"\\&"_s % roff) : roff;
}

// A paragraph in lines of its own.
QString filled(const QString& text)
{
    QString lines;
    QString line;
    for (const QString& word : text.simplified().split(u' ')) {
        const QString roff = escaped(word);
        if (!line.isEmpty() && line.size() + 1 + roff.size() > ManualLineWidth) {
            lines += safeLine(line) % u'\n';
            line.clear();
        }
        line += (line.isEmpty() ? QString() : u" "_s) % roff;
    }
    return lines % safeLine(line) % u'\n';
}

QString shownAsItIs(const QStringList& code, bool isFirst)
{
    QString lines = (isFirst ? QString() : u".PP\n"_s) % u".RS 4\n.EX\n"_s;
    for (const QString& line : code)
        lines += safeLine(escaped(line.sliced(CodeIndent.size()))) % u'\n';
    return lines % u".EE\n.RE\n"_s;
}

QString term(const QString& text)
{
    return u".TP\n.B \""_s % escaped(text) % u"\"\n"_s;
}

QString roffOfText(const QString& text)
{
    QString roff;
    bool isFirst = true; // below its heading no .PP is wanted
    static const QRegularExpression emptyLines(u"\n\n+"_s);
    for (const QString& paragraph : text.split(emptyLines, Qt::SkipEmptyParts)) {
        const qsizetype mark = paragraph.indexOf(" :: "_L1);
        if (paragraph.startsWith(CodeIndent))
            roff += shownAsItIs(paragraph.split(u'\n', Qt::SkipEmptyParts), isFirst);
        else if (paragraph.startsWith("* "_L1) && mark > 0)
            roff += term(paragraph.sliced(2, mark - 2)) % filled(paragraph.sliced(mark + 4));
        else
            roff += (isFirst ? QString() : u".PP\n"_s) % filled(paragraph);
        isFirst = false;
    }
    return roff;
}

QString optionRoff(const OptionSpec& spec, bool isFile)
{
    const QString value = QString::fromUtf8(spec.value);
    const QString name
        = isFile ? QString(QLatin1StringView(spec.name) % u" = "_s) : QString(spec.option() % u' ');
    const QString shown = isFile && value.isEmpty() ? u"on|off"_s : value;
    QString head = u".B \""_s % escaped(name.trimmed()) % u"\"\n"_s;
    if (!shown.isEmpty())
        head = u".BI \""_s % escaped(name) % u"\" \""_s % escaped(shown) % u"\"\n"_s;
    QString text = spec.helpText();
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return u".TP\n"_s % head % filled(text % u'.');
}

QString optionsRoff(const ManualPage& page)
{
    QString roff = u".SH "_s % page.optionsHeading % u'\n' % roffOfText(page.optionsText);
    for (const QString& section : sectionsOf(page.options)) {
        QString rows;
        for (const OptionSpec& spec : page.options) {
            if (!spec.isHidden && QString::fromUtf8(spec.section) == section)
                rows += optionRoff(spec, page.isFile);
        }
        if (!rows.isEmpty())
            roff += u".SS \""_s % (section.isEmpty() ? u"Help"_s : escaped(section)) % u"\"\n"_s
                % rows;
    }
    return roff;
}

QString volumeOf(int section)
{
    return section == 1 ? u"User Commands"_s
        : section == 5  ? u"File Formats"_s
                        : u"System Administration"_s;
}

// The words that stand for a value where it is one of them.
QStringList wordsOf(const OptionSpec& spec)
{
    if (spec.kind != OptionKind::Word)
        return {};
    return QString::fromUtf8(spec.value).remove(u'[').remove(u']').split(u'|');
}

} // namespace

OptionSpec manualOption(const char* what)
{
    return {.name = "manual",
        .value = what,
        .help = "print a manual page in roff, or what completes the options in bash, and exit",
        .kind = OptionKind::Word,
        .mayLackValue = true};
}

std::optional<QString> askedManual(const QStringList& arguments)
{
    for (qsizetype at = 0; at < arguments.size(); ++at) {
        if (arguments[at].startsWith("--manual="_L1))
            return arguments[at].sliced(arguments[at].indexOf(u'=') + 1);
        if (arguments[at] != "--manual"_L1)
            continue;
        const QString next = arguments.value(at + 1);
        return next.startsWith("--"_L1) ? QString() : next;
    }
    return std::nullopt;
}

QByteArray manualRoff(const ManualPage& page, const QString& date, const QString& product)
{
    QString roff = u".\\\" SPDX-FileCopyrightText: 2026 The Fanlight developers\n"
                   ".\\\" SPDX-License-Identifier: GPL-3.0-or-later\n"
                   ".\\\" Printed by the program from the table of its options.\n"_s;
    roff += u".TH \"%1\" \"%2\" \"%3\" \"%4\" \"%5\"\n"_s.arg(escaped(page.name.toUpper()),
        QString::number(page.section), date, product, volumeOf(page.section));
    // neither hyphens in what is to be copied, nor lines stretched
    roff += u".nh\n.ad l\n"_s;
    roff += u".SH NAME\n"_s % escaped(page.name) % u" \\- "_s % escaped(page.purpose) % u'\n';
    roff += u".SH SYNOPSIS\n"_s;
    for (qsizetype at = 0; at < page.synopsis.size(); ++at) {
        const QString& line = page.synopsis[at];
        const qsizetype blank = line.indexOf(u' ');
        roff += (at == 0 ? QString() : u".br\n"_s) % u".B \""_s % escaped(line.left(blank))
            % u"\"\n"_s
            % (blank < 0 ? QString() : QString(escaped(line.sliced(blank + 1)) % u'\n'));
    }
    for (const ManualPage::Part& part : page.before)
        roff += u".SH \""_s % escaped(part.heading) % u"\"\n"_s % roffOfText(part.text);
    if (!page.options.empty())
        roff += optionsRoff(page);
    for (const ManualPage::Part& part : page.after)
        roff += u".SH \""_s % escaped(part.heading) % u"\"\n"_s % roffOfText(part.text);
    return roff.toLatin1();
}

QByteArray manualRoff(const ManualPage& page)
{
    bool isNumber = false;
    const qint64 seconds = qEnvironmentVariable("SOURCE_DATE_EPOCH").toLongLong(&isNumber);
    const QString date = isNumber
        ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).date().toString(Qt::ISODate)
        : QStringLiteral(FANLIGHT_RELEASED);
    return manualRoff(page, date, QStringLiteral("Fanlight " FANLIGHT_VERSION));
}

QByteArray bashCompletion(const QString& program, const std::vector<OptionSpec>& options)
{
    QStringList names;
    QString cases;
    QStringList files;
    for (const OptionSpec& spec : options) {
        if (spec.isHidden)
            continue;
        names += spec.option();
        if (const QStringList words = wordsOf(spec); !words.isEmpty())
            cases += u"        %1) COMPREPLY=($(compgen -W '%2' -- \"$word\")); return ;;\n"_s.arg(
                spec.option(), words.join(u' '));
        else if (spec.kind == OptionKind::File)
            files += spec.option();
        else if (spec.takesValue() && !spec.mayLackValue)
            cases += u"        %1) return ;;\n"_s.arg(spec.option());
    }
    if (!files.isEmpty())
        cases += u"        %1) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n"_s.arg(
            files.join(u'|'));
    const QString function = u"_"_s % QString(program).replace(u'-', u'_');
    return u"# SPDX-FileCopyrightText: 2026 The Fanlight developers\n"
           "# SPDX-License-Identifier: GPL-3.0-or-later\n"
           "# Printed by the program from the table of its options.\n"
           "%1() {\n"
           "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
           "    COMPREPLY=()\n"
           "    case $before in\n"
           "%2"
           "    esac\n"
           "    COMPREPLY=($(compgen -W '%3' -- \"$word\"))\n"
           "}\n"
           "complete -o bashdefault -o default -F %1 %4\n"_s
               .arg(function, cases, names.join(u' '), program)
               .toUtf8();
}

} // namespace fanlight
