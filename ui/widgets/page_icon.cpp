// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/page_icon.h"

#include <QStringList>

namespace fanlight::icon {

namespace {

// "M x y" begins a line, "L x y" goes on, "C x y r" is a circle, "R x y w h" a box.
QPainterPath drawn(const char* text)
{
    QPainterPath path;
    const QStringList words = QString::fromLatin1(text).split(QLatin1Char(' '));
    const auto number = [&words](qsizetype i) { return words.value(i).toDouble(); };
    for (qsizetype i = 0; i < words.size();) {
        const QString& word = words[i];
        if (word == QLatin1String("M")) {
            path.moveTo(number(i + 1), number(i + 2));
            i += 3;
        } else if (word == QLatin1String("L")) {
            path.lineTo(number(i + 1), number(i + 2));
            i += 3;
        } else if (word == QLatin1String("C")) {
            path.addEllipse(QPointF(number(i + 1), number(i + 2)), number(i + 3), number(i + 3));
            i += 4;
        } else {
            path.addRoundedRect(number(i + 1), number(i + 2), number(i + 3), number(i + 4), 1, 1);
            i += 5;
        }
    }
    return path;
}

const char* drawing(Page page)
{
    switch (page) {
    case Page::Dashboard:
        return "M 2 2 L 2 14 L 14 14 M 4.5 10.5 L 7 7 L 9.5 9 L 13.5 3.5";
    case Page::Connections:
        return "C 8 8 2 C 3 3 1.5 C 13 3 1.5 C 3 13 1.5 C 13 13 1.5 M 4.1 4.1 L 6.6 6.6 M 11.9 4.1 "
               "L 9.4 6.6 M 4.1 11.9 L 6.6 9.4 M 11.9 11.9 L 9.4 9.4";
    case Page::Messages:
        return "M 2 3 L 14 3 L 14 11 L 7.5 11 L 4.5 14 L 4.5 11 L 2 11 L 2 3 M 5 6 L 11 6 M 5 8.5 "
               "L "
               "9 8.5";
    case Page::Publish:
        return "M 2 8 L 14 2 L 10 14 L 7.5 9 L 2 8 M 7.5 9 L 14 2";
    case Page::Audience:
        return "C 6 5 2.5 M 1.5 13.5 L 2.5 10.5 L 4.5 9.5 L 7.5 9.5 L 9.5 10.5 L 10.5 13.5 M 10.5 "
               "2.8 L 12 4 L 12 6 L 10.5 7.2 M 12 9.8 L 13.5 10.8 L 14.5 13.5";
    case Page::Load:
        return "M 2 12 L 2 9.5 L 4 5.5 L 8 3.5 L 12 5.5 L 14 9.5 L 14 12 M 8 11 L 11 7 M 2 13.5 L "
               "14 13.5";
    case Page::Faults:
        return "M 9 1.5 L 3.5 9 L 7.5 9 L 6.5 14.5 L 12.5 6.5 L 8.5 6.5 L 9 1.5";
    case Page::Doctor:
        return "R 2 2 12 12 M 8 5 L 8 11 M 5 8 L 11 8";
    case Page::Fleet:
        return "R 2 2 12 5 R 2 9 12 5 M 4.5 4.5 L 5.5 4.5 M 4.5 11.5 L 5.5 11.5";
    case Page::Redis:
        return "M 8 2 L 14.5 5 L 8 8 L 1.5 5 L 8 2 M 1.5 8 L 8 11 L 14.5 8 M 1.5 11 L 8 14 L 14.5 "
               "11";
    case Page::Sources:
        return "M 2 9 L 2 14 L 14 14 L 14 9 M 8 2 L 8 10.5 M 5 7.5 L 8 10.5 L 11 7.5";
    case Page::Access:
        return "R 3 7 10 7 M 5 7 L 5 4.5 L 6.5 2.5 L 9.5 2.5 L 11 4.5 L 11 7 M 8 9.5 L 8 11.5";
    case Page::Limits:
        return "M 2 3 L 14 3 M 3 6 L 8 12.5 L 13 6 M 8 12.5 L 8 6";
    case Page::Log:
        return "R 2.5 1.5 11 13 M 5 5 L 11 5 M 5 8 L 11 8 M 5 11 L 9 11";
    case Page::Alerts:
        return "M 3 12 L 13 12 L 11.5 10 L 11.5 6.5 L 10.5 4.2 L 8 3 L 5.5 4.2 L 4.5 6.5 L 4.5 10 "
               "L 3 12 "
               "M 6.5 14 L 9.5 14 M 8 3 L 8 1.5";
    case Page::Settings:
        return "M 2 4 L 14 4 M 2 8 L 14 8 M 2 12 L 14 12 C 5 4 1.5 C 11 8 1.5 C 6 12 1.5";
    case Page::Other:
        break;
    }
    return "C 8 8 5";
}

} // namespace

QPainterPath page(Page page)
{
    return drawn(drawing(page));
}

QPainterPath menu()
{
    return drawn("M 2 4 L 14 4 M 2 8 L 14 8 M 2 12 L 14 12");
}

QPainterPath fold(bool folded)
{
    return drawn(folded ? "M 4 4 L 8 8 L 4 12 M 8 4 L 12 8 L 8 12"
                        : "M 8 4 L 4 8 L 8 12 M 12 4 L 8 8 L 12 12");
}

QPainterPath check()
{
    return drawn("M 3 8.5 L 6.5 12 L 13 4.5");
}

} // namespace fanlight::icon
